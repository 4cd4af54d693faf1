"""The models that can be named here, and what is known of each, for a person to choose by."""

import shlex
from pathlib import Path
from typing import Any, NamedTuple

from newsqa.errors import ModelError
from newsqa.models.added import AddedModel, add_model
from newsqa.models.catalogue import KnownModel, ModelReference, find_model, known_models, open_reference
from newsqa.models.gguf import GgufFile, read_gguf
from newsqa.models.profile import ModelProfile, read_profile
from newsqa.plain_text import UNKNOWN, counted, megabytes


class ListedModel(NamedTuple):
    """A line of `newsqa models`. What is not known is None; `problem` says why a model cannot be used."""

    name: str
    origin: str
    address: str
    size_bytes: int | None
    quantization: str | None
    context_tokens: int | None
    reading: float | None
    writing: float | None
    passed: int | None
    cases: int | None
    problem: str | None

    def cells(self) -> tuple[str, ...]:
        """The line as text, a cell a column."""
        if self.problem:
            return (self.name, self.origin, megabytes(self.size_bytes), self.problem)
        score = f"{self.passed}/{self.cases}" if self.cases else UNKNOWN
        return (
            self.name,
            self.origin,
            megabytes(self.size_bytes),
            self.quantization or UNKNOWN,
            f"{self.context_tokens:,}" if self.context_tokens else UNKNOWN,
            f"{self.reading:,.0f}/s" if self.reading else UNKNOWN,
            f"{self.writing:,.0f}/s" if self.writing else UNKNOWN,
            score,
        )


def list_models() -> list[ListedModel]:
    """Every model that can be named without a path. Reads headers, and hashes no file that was not hashed before."""
    return [_listed(known) for known in known_models()]


def add_by_reference(name: str, model: str, *, chat_template: Path | None = None) -> ModelReference:
    """Give a model a name, once it is seen to be one.

    Raises:
        ModelError: the model cannot be used, or the name is none or is taken.
    """
    if any(known.reference.name == name for known in known_models() if known.origin != "added"):
        raise ModelError(f"{name} is the name of a model that is here already: choose another")
    reference = find_model(model)
    if reference.kind == "gguf":
        path = Path(reference.address).resolve()
        if read_gguf(path).chat_template is None and chat_template is None:
            raise ModelError(f"{path} has no chat template: give its model's own with --chat-template FILE.jinja")
        reference = reference._replace(address=str(path))
        add_model(name, AddedModel(model=str(path), chat_template=chat_template))
    else:
        if chat_template is not None:
            raise ModelError("a chat template is for a GGUF file: an endpoint uses its own")
        if reference.kind == "llm":
            open_reference(reference).close()  # llm knows it, or says which it knows
        add_model(name, AddedModel(model=model))
    return reference._replace(name=name)


def describe_model(name: str) -> dict[str, Any]:
    """What there is to know of a model, by what it is called; for a GGUF file without loading its weights.

    Raises:
        ModelError: there is no such model, or its file is none.
    """
    reference = find_model(name)
    profile = read_profile(reference.identity)
    called = shlex.quote(reference.shown_address if "://" in name else name)  # an address may hold a password
    facts: dict[str, Any] = {"name": reference.name, "address": reference.shown_address}
    if reference.kind == "gguf":
        facts |= _gguf_facts(read_gguf(Path(reference.address)), reference)
    else:
        facts["can_score"] = "no: it writes short answers, which code then finds in the evidence"
        facts["answers"] = f"not asked: newsqa models check {called} does"
    speed, calibration, score = profile.speed, profile.calibration, profile.score
    facts["speed"] = (
        f"reads {speed.reading:,.0f} and writes {speed.writing:,.0f} tokens a second with "
        f"{counted(speed.threads, 'thread')}"
        if speed
        else f"not measured (newsqa models check {called})"
    )
    facts["score"] = (
        f"{score.passed} of {score.cases} cases of {score.facts}, {score.measured}" if score else "not measured"
    )
    facts["calibration"] = (
        f"on {calibration.cases} cases of {calibration.facts}, {calibration.fitted}; its likelihoods "
        f"{'take' if calibration.ranking else 'take no'} part in ranking"
        if calibration
        else f"none: evidence is ranked without it (newsqa models calibrate {called})"
    )
    return facts


def _gguf_facts(file: GgufFile, reference: ModelReference) -> dict[str, Any]:
    from newsqa.models.llama_context import BATCH_TOKENS
    from newsqa.models.llama_cpp import CONTEXT_TOKENS
    from newsqa.models.memory import memory_need

    trained = file.number("context_length")
    need = memory_need(file, context_tokens=min(CONTEXT_TOKENS, trained or CONTEXT_TOKENS), batch_tokens=BATCH_TOKENS)
    return {
        "title": file.metadata.get("general.name"),
        "architecture": file.architecture,
        "parameters": f"{file.parameters / 1e6:,.0f} million",
        "quantisation": file.quantization,
        "size": f"{file.size_bytes / 1e6:,.0f} MB",
        "context": f"{trained:,} tokens" if trained else None,
        "licence": file.metadata.get("general.license"),
        "chat_template": reference.chat_template or file.chat_template,
        "sha256": reference.identity,
        "memory": f"about {need}",
        "can_score": "yes",
    }


def _listed(known: KnownModel) -> ListedModel:
    reference = known.reference
    problem, file = None, None
    if reference.kind == "gguf":
        try:
            file = read_gguf(Path(reference.address))
        except ModelError as error:
            problem = str(error)
    profile = _remembered_profile(reference) or ModelProfile(identity="")
    speed, score = profile.speed, profile.score
    return ListedModel(
        name=reference.name,
        origin=known.origin,
        address=reference.shown_address,
        size_bytes=known.size_bytes,
        quantization=file.quantization if file else None,
        context_tokens=file.number("context_length") if file else None,
        reading=speed.reading if speed else None,
        writing=speed.writing if speed else None,
        passed=score.passed if score else None,
        cases=score.cases if score else None,
        problem=problem,
    )


def _remembered_profile(reference: ModelReference) -> ModelProfile | None:
    """What is known of a model whose hash is known; a model that was never used has nothing to be known."""
    from newsqa.fingerprint import is_remembered
    from newsqa.models.found import parts_of

    if reference.kind != "gguf":
        return read_profile(reference.identity)
    parts = parts_of(Path(reference.address))
    return read_profile(reference.identity) if all(map(is_remembered, parts)) else None
