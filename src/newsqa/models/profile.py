"""What has been measured of a model, kept under the hash of its weights and never used for another."""

import hashlib
from datetime import date
from importlib.resources import files
from pathlib import Path

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, ValidationError

SHIPPED = "calibrations"


class _Measured(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LikelihoodWeights(_Measured):
    """A logistic regression from the model-free probability and the model's likelihoods to a probability.

    `log_odds` weighs the log-odds of the model-free probability; `likelihood` weighs how much more likely the
    question is after this sentence than after the best of the candidates, in nats a token (0 or less).
    """

    intercept: float
    log_odds: float
    likelihood: float


class SpanWeights(_Measured):
    """What a span's likelihood is traded against: stopping after it, its distance from the question's words, reading.

    The last is how likely the reader finds its ends; calibrations made before there was one give it no weight.
    """

    stop: float = 1.0
    distance: float = 0.0
    reading: float = 0.0


# Of a model that nothing is known of: its own likelihood and the reader's as they stand.
UNCALIBRATED = SpanWeights(reading=1.0)


class Calibration(_Measured):
    """Weights fitted for one model: on how many cases, when, on which facts, and what they gave on held-out ones.

    `ranking` is None where the model's likelihoods did not better the ranking without them; it holds for the ranker
    whose version is `ranker`.
    """

    fitted: date
    facts: str
    cases: int
    span: SpanWeights
    span_f1: float | None
    span_f1_before: float | None
    ranking: LikelihoodWeights | None
    ranker: str = ""
    first_right: int | None = None
    first_right_before: int | None = None
    ranked_cases: int = 0


class Speed(_Measured):
    """Tokens a second, reading a prompt and writing a reply, and with how many threads."""

    reading: float
    writing: float
    threads: int


class EvalScore(_Measured):
    """How many cases of which facts the model answered right, and when."""

    passed: int
    cases: int
    facts: str
    measured: date


class Trials(_Measured):
    """How many of so many short trials a model passed, and when."""

    passed: int
    trials: int
    measured: date

    def reach(self, share: float) -> bool:
        """Whether so large a share of them was passed."""
        return self.passed >= share * self.trials


class ModelProfile(_Measured):
    """Everything measured of one model. `identity` is the SHA-256 of its weights, or its address.

    `peak_memory_bytes` is the most that a process took which answered with it, the embedder included.
    """

    identity: str
    speed: Speed | None = None
    peak_memory_bytes: int | None = None
    score: EvalScore | None = None
    writing: Trials | None = None
    judging: Trials | None = None
    calibration: Calibration | None = None


def read_profile(identity: str) -> ModelProfile:
    """What is known of a model; an empty profile where nothing is, or what was kept cannot be read.

    A calibration that comes with newsqa stands in until the person makes one.
    """
    kept = _kept(identity)
    return kept if kept.calibration else kept.model_copy(update={"calibration": _shipped(identity)})


def update_profile(identity: str, **measured: Speed | EvalScore | Trials | Calibration | int) -> None:
    """Keep what was measured (its fields by name) beside what is known already.

    Raises:
        OSError: the user's data folder cannot be written.
    """
    profile = _kept(identity).model_copy(update=measured)
    path = _path(identity)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(profile.model_dump_json(indent=1), "utf-8")
    new.replace(path)


def _kept(identity: str) -> ModelProfile:
    try:
        kept = ModelProfile.model_validate_json(_path(identity).read_text("utf-8"))
    except (OSError, ValidationError):
        return ModelProfile(identity=identity)
    return kept if kept.identity == identity else ModelProfile(identity=identity)


def _path(identity: str) -> Path:
    return user_data_path("newsqa") / "models" / f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}.json"


def _shipped(identity: str) -> Calibration | None:
    path = files("newsqa.models") / SHIPPED / f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}.json"
    if not path.is_file():
        return None
    profile = ModelProfile.model_validate_json(path.read_text("utf-8"))
    return profile.calibration if profile.identity == identity else None
