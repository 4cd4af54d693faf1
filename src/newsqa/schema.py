"""The nouns that the whole of newsqa speaks in: frozen records, with nothing of ours imported.

Offsets count Unicode code points in an article's canonical text, from `start` up to but not including `end`.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Status = Literal["answered", "not_found", "conflicting"]
Verdict = Literal["supported", "contradicted", "not_found"]
SummaryStyle = Literal["brief", "bullets", "timeline"]


class Record(BaseModel):
    """A frozen value; an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Article(Record):
    """One story. `text` is canonical: decoded, and otherwise as a reader of the page would see it.

    `origins` says of each thing known about it where that was found ("the page's markup", "the first line").
    `language` is an ISO 639-1 code. `place` is where it was written from, as a place line says it ("MOSCOW").
    """

    id: str
    title: str
    byline: str | None = None
    source: str | None = None
    url: str | None = None
    published: date | None = None
    updated: date | None = None
    language: str | None = None
    place: str | None = None
    path: str | None = None
    external_id: str | None = None
    origins: dict[str, str] = {}
    text: str = Field(min_length=1)

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        title: str,
        byline: str | None = None,
        source: str | None = None,
        url: str | None = None,
        published: date | None = None,
        updated: date | None = None,
        language: str | None = None,
        place: str | None = None,
        path: str | None = None,
        external_id: str | None = None,
        origins: Mapping[str, str] | None = None,
    ) -> Self:
        """An article with the id that its content gives it.

        The id covers everything but the path and what was read off the text (its language, its place line), so a file
        that is moved or added twice stays one article.
        """
        content = [text, title, source, url, published and published.isoformat(), external_id]
        if byline or updated:
            content += [byline, updated and updated.isoformat()]
        digest = hashlib.sha256(json.dumps(content, ensure_ascii=False).encode())
        return cls(
            id=digest.hexdigest()[:16],
            title=title,
            byline=byline,
            source=source,
            url=url,
            published=published,
            updated=updated,
            language=language,
            place=place,
            path=path,
            external_id=external_id,
            origins=dict(origins or {}),
            text=text,
        )


class Copy(Record):
    """Another article that tells the same story in the same words, as a wire story stands in many papers."""

    article_id: str
    external_id: str | None = None
    title: str
    source: str | None = None
    published: date | None = None
    url: str | None = None
    path: str | None = None

    @classmethod
    def of(cls, article: Article) -> Self:
        """What is said of an article where it is named as a copy of another."""
        return cls(
            article_id=article.id,
            external_id=article.external_id,
            title=article.title,
            source=article.source,
            published=article.published,
            url=article.url,
            path=article.path,
        )


class Standing(Record):
    """Where an article stands among others: its copies, its earlier versions, and the version that replaced it."""

    copies: tuple[Copy, ...] = ()
    earlier_versions: tuple[str, ...] = ()
    replaced_by: str | None = None


class Filter(Record):
    """Which articles of a library to look at. Days are included; an article without a date is in no span of days.

    `sources` are names of sources, in any case; `articles` are ids, or beginnings of ids.
    """

    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.since or self.until or self.sources or self.articles)


class Sentence(Record):
    """A sentence as a place in an article: `article.text[start:end]`."""

    article_id: str
    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"a sentence from {self.start} to {self.end} is empty")
        return self


class Passage(Record):
    """A run of whole sentences that fits the embedder's window: what is embedded and indexed."""

    article_id: str
    start: int = Field(ge=0)
    end: int
    sentences: tuple[Sentence, ...] = Field(min_length=1)


class Evidence(Record):
    """A sentence, its article and words, and the probability that it answers the question."""

    sentence: Sentence
    article: Article
    text: str
    probability: float = Field(ge=0, le=1)
    features: dict[str, float]


class Citation(Record):
    """Words of an article that an answer rests on: `article.text[start:end] == quote`.

    `answer_start` and `answer_end`, where given, mark the answering words within the same text. `also_in` are the
    article's copies.
    """

    number: int = Field(ge=1)
    article_id: str
    external_id: str | None = None
    title: str
    source: str | None = None
    published: date | None = None
    path: str | None = None
    start: int
    end: int
    quote: str = Field(min_length=1)
    answer_start: int | None = None
    answer_end: int | None = None
    also_in: tuple[Copy, ...] = ()

    @classmethod
    def of(
        cls, article: Article, start: int, end: int, *, number: int, answer: tuple[int, int] | None = None
    ) -> Self:
        """The words of an article from one place to another, cut from its text; `answer` marks some of them."""
        return cls(
            number=number,
            article_id=article.id,
            external_id=article.external_id,
            title=article.title,
            source=article.source,
            published=article.published,
            path=article.path,
            start=start,
            end=end,
            quote=article.text[start:end],
            answer_start=answer[0] if answer else None,
            answer_end=answer[1] if answer else None,
        )


class Statement(Record):
    """One sentence of an answer, the numbers of the citations it rests on, and whether it is their very words."""

    text: str
    citations: tuple[int, ...] = Field(min_length=1)
    verbatim: bool


class ModelIdentity(Record):
    """Which language model took part in an answer."""

    name: str
    backend: str
    sha256: str | None = None


class PromptIdentity(Record):
    """Which prompt was used, by its name and by the hash of its file."""

    name: str
    sha256: str


class Method(Record):
    """How an answer was made, where that depends on what the model can do.

    `ranking` is "model-free", or "with likelihoods" where the model's own took part. `short_answer` says whether the
    words were found by scoring those of the evidence, or written by the model and then found in it, or whether it is
    the verifier's "yes or no"; None where there is none. `statements` says whether the answer's sentences are the
    quotes' own words, or were written by the model and held to the quotes that they cite. `is_calibrated` says
    whether weights fitted for this very model were used.
    """

    ranking: Literal["model-free", "with likelihoods"] = "model-free"
    short_answer: Literal["scored", "written", "yes or no"] | None = None
    statements: Literal["quoted", "written"] = "quoted"
    is_calibrated: bool = False


class Timings(Record):
    """Wall-clock seconds: finding the evidence, and making an answer of it."""

    retrieve_s: float
    answer_s: float


class Answer(Record):
    """What `newsqa ask` gives.

    `answer` is the answer in a sentence or two; `short_answer` the few words of it that answer the question,
    where they could be told; `attribution` the words in which the first quote says who says so; `fell_back` how many
    statements a model wrote that their quotes did not bear out, the quotes' own words standing in their place;
    `confidence` the probability that the likeliest sentence answers the question. Of a
    conflict, `statements` has the newest side and `alternatives` the others. Where nothing is found, `nearest`
    quotes what came closest.
    """

    id: str | int | None = None
    question: str
    status: Status
    answer: str
    short_answer: str | None = None
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    alternatives: tuple[Statement, ...] = ()
    nearest: tuple[Citation, ...] = ()
    attribution: str | None = None
    fell_back: int = 0
    confidence: float = Field(ge=0, le=1)
    model: ModelIdentity
    prompt: PromptIdentity
    method: Method = Method()
    timings: Timings


class SummaryStatement(Statement):
    """A statement of a summary.

    `day` is when it happened, for a timeline, as far as the articles tell; `is_day_inferred` says that the article's
    own date had to help, as for "on Monday". `disagrees_with` numbers the statements that give the same figure
    otherwise.
    """

    day: str | None = None
    is_day_inferred: bool = False
    disagrees_with: tuple[int, ...] = ()


class SummaryTimings(Record):
    """Wall-clock seconds: finding what to summarise, and making a summary of it."""

    retrieve_s: float
    summarise_s: float


class Summary(Record):
    """What `newsqa summarise` gives: statements, each on the citations whose numbers it has.

    Verbatim statements are the very words of their first citation; others were written by `model`, which is None
    where no language model took part. `fell_back` counts statements that a model wrote and their evidence did not
    bear out: the evidence's own words stand in their place. `words` are those of all statements together.
    """

    title: str
    style: SummaryStyle
    about: str | None = None
    statements: tuple[SummaryStatement, ...]
    citations: tuple[Citation, ...]
    articles: tuple[str, ...]
    words: int
    fell_back: int = 0
    model: ModelIdentity | None = None
    prompt: PromptIdentity | None = None
    timings: SummaryTimings


class CheckedStatement(Record):
    """A sentence of a draft held against articles.

    `line` counts from 1 in the draft. `score` is the probability that the articles bear it out. `reasons` say which
    of its words do not fit, and what the articles have instead. The citations show what it seems to rest on, or what
    says otherwise; `article_id` is "source" where it was held against a text that is in no library.
    """

    line: int = Field(ge=1)
    text: str
    verdict: Verdict
    score: float = Field(ge=0, le=1)
    reasons: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


class DraftCheck(Record):
    """What `newsqa check` gives: whether all of a draft is supported, how likely, and each sentence in turn.

    `score` is the product of its sentences' scores; a draft without a sentence that claims something has 1.
    """

    id: str | int | None = None
    path: str | None = None
    supported: bool
    score: float = Field(ge=0, le=1)
    statements: tuple[CheckedStatement, ...]
