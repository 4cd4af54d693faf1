"""Everything that newsqa raises for its user to read: one line each, saying what is wrong and what to do."""


class NewsqaError(Exception):
    """Something that the person at the keyboard can put right."""


class SettingsError(NewsqaError):
    """A setting, in newsqa.toml or the environment, cannot be used."""


class ArticleError(NewsqaError):
    """A file cannot be read as an article."""


class LibraryError(NewsqaError):
    """A library is missing, damaged, busy, or made with another embedder."""


class ModelError(NewsqaError):
    """A language model or an embedder cannot be found, loaded or run."""


class PromptTooLongError(ModelError):
    """A conversation does not fit a model's context."""


class CannotScoreError(ModelError):
    """A model does not say how likely a given reply is."""


class PromptError(NewsqaError):
    """A prompt file is missing or does not have the form that newsqa reads."""


class QuestionError(NewsqaError):
    """A question, or a file of questions, cannot be asked."""


class DraftError(NewsqaError):
    """A draft, or a file of drafts, cannot be checked."""


class SummaryError(NewsqaError):
    """There is nothing to summarise in what was named, or nothing about the topic."""


class FactsError(NewsqaError):
    """A file of facts cannot be used; each line names a file, a line of it and what is wrong there."""


class RunError(NewsqaError):
    """An eval run, or a baseline, cannot be read, or does not belong to what it is held against."""
