"""A conversation to the text that a model was trained to read, by the chat template that its file carries."""

from collections.abc import Sequence

from newsqa.errors import ModelError
from newsqa.models.protocol import Message
from newsqa.models.thinking import opening_left_open


class ChatTemplate:
    """A Jinja template as Hugging Face's transformers writes them (`tokenizer.chat_template`).

    Args:
        source: the template.
        name: of the model, for errors.
        eos_token: the text of the token that ends a text.
        bos_token: the text of the one that begins it.

    Raises:
        ModelError: it is not valid Jinja.
    """

    def __init__(self, source: str, *, name: str, eos_token: str, bos_token: str) -> None:
        import jinja2
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter

        self._name = name
        try:
            self._formatter = Jinja2ChatFormatter(template=source, eos_token=eos_token, bos_token=bos_token)
        except jinja2.TemplateError as error:
            raise ModelError(f"the chat template of {name} cannot be read: {error}") from None

    def render(self, messages: Sequence[Message]) -> str:
        """The conversation as text, up to where the reply begins.

        Where the template forbids a system turn (Gemma's raises an error) or drops it, its words go before
        those of the first user's turn. Thinking that the template begins for the model is closed again.

        Raises:
            ModelError: the template cannot take this conversation.
        """
        prompt, problem = self._try(messages)
        system = messages[0]["content"] if messages and messages[0]["role"] == "system" else None
        if system is not None and len(messages) > 1 and (prompt is None or system.strip() not in prompt):
            prompt, problem = self._try(_folded(messages))
        if prompt is None:
            raise ModelError(f"the chat template of {self._name} cannot be used: {problem}")
        closing = opening_left_open(prompt)
        return f"{prompt.rstrip()}\n\n{closing}\n\n" if closing else prompt

    def _try(self, messages: Sequence[Message]) -> tuple[str | None, str]:
        try:
            # Qwen3 and others think only if they may; templates that do not know the name ignore it.
            return str(self._formatter(messages=list(messages), enable_thinking=False).prompt), ""
        except Exception as error:  # a template is a program, and may fail in any way
            return None, " ".join(str(error).split()) or type(error).__name__


def _folded(messages: Sequence[Message]) -> list[Message]:
    """The conversation with its system turn put before the words of the first turn after it."""
    system, first, *rest = messages
    return [{"role": first["role"], "content": f"{system['content']}\n\n{first['content']}"}, *rest]
