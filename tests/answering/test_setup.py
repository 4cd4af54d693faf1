import hashlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from models.misbehaving_server import MisbehavingServer, reply
from models.tiny_gguf import write_tiny_model
from newsqa.answering import ModelSetup, ask
from newsqa.errors import PromptError
from newsqa.library import Library
from newsqa.models import LanguageModel
from newsqa.models.http import HttpModel
from newsqa.models.llama_cpp import LlamaCppModel
from newsqa.models.profile import Calibration, LikelihoodWeights, SpanWeights, update_profile
from newsqa.packaged import packaged_folder
from newsqa.retrieval import ranker_version
from newsqa.schema import Article, Evidence, Sentence

QUESTION = "Where is Russia's military base in Armenia?"
RANKING = LikelihoodWeights(intercept=0, log_odds=0, likelihood=5)
PROMPT_FILE = (
    "---\npurpose: Testing.\nvariables:\n  evidence: any\n  question: any\n---\n=== user\n{} {{{{ evidence }}}}\n"
)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageModel]:
    """A model that nothing is known of."""
    path = write_tiny_model(tmp_path_factory.mktemp("tiny") / "tiny.gguf")
    with closing(LlamaCppModel(path, threads=1)) as model:
        yield model


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    with closing(MisbehavingServer()) as running:
        yield running


def evidence(text: str, probability: float) -> Evidence:
    article = Article(id="a", title="T", text=text)
    sentence = Sentence(article_id="a", start=0, end=len(text))
    return Evidence(sentence=sentence, article=article, text=text, probability=probability, features={})


def calibration(ranking: LikelihoodWeights | None = None, *, ranker: str | None = None) -> Calibration:
    return Calibration(
        fitted=date(2026, 11, 25), facts="facts", cases=10, span=SpanWeights(stop=0.25, distance=1),
        span_f1=0.5, span_f1_before=0.4, ranking=ranking, ranker=ranker_version() if ranker is None else ranker,
    )  # fmt: skip


def calibrated(model: LanguageModel, ranking: LikelihoodWeights | None = None) -> ModelSetup:
    update_profile(model.description.sha256 or "", calibration=calibration(ranking))
    return ModelSetup.of(model)


# Calibration


def test_the_bundled_model_comes_calibrated(model: LanguageModel) -> None:
    setup = ModelSetup.of(model)
    assert setup.span_weights == SpanWeights(stop=0.5, distance=0.5, reading=2.0)
    assert setup.likelihood_weights is None


def test_an_unknown_model_is_taken_as_it_stands(tiny: LanguageModel) -> None:
    setup = ModelSetup.of(tiny)
    assert setup.calibration is None
    assert setup.span_weights == SpanWeights(stop=1, distance=0, reading=1)
    assert setup.likelihood_weights is None


def test_a_model_is_used_by_its_own_calibration_and_by_no_others(tiny: LanguageModel, model: LanguageModel) -> None:
    assert calibrated(tiny, RANKING).span_weights == SpanWeights(stop=0.25, distance=1)
    assert calibrated(tiny, RANKING).likelihood_weights == RANKING
    assert ModelSetup.of(model).likelihood_weights is None


def test_weights_that_were_fitted_to_another_ranker_do_not_rank(tiny: LanguageModel) -> None:
    update_profile(tiny.description.sha256 or "", calibration=calibration(RANKING, ranker="another"))
    setup = ModelSetup.of(tiny)
    assert setup.likelihood_weights is None
    assert setup.span_weights == SpanWeights(stop=0.25, distance=1)


def test_ones_own_calibration_goes_before_the_one_that_came(model: LanguageModel) -> None:
    assert calibrated(model).span_weights == SpanWeights(stop=0.25, distance=1)


def test_an_endpoint_has_no_calibration(server: MisbehavingServer) -> None:
    with closing(HttpModel(server.url)) as model:
        assert ModelSetup.of(model).calibration is None


# Prompts


def test_the_prompt_is_newsqas_own(tiny: LanguageModel) -> None:
    setup = ModelSetup.of(tiny)
    assert (setup.prompt.name, setup.ranking_prompt.name) == ("short-answer", "question-likelihood")


def test_a_folders_prompts_go_first_and_those_for_the_models_family_before_them(
    tiny: LanguageModel, tmp_path: Path
) -> None:
    for name, word in (("short-answer", "all"), ("short-answer.llama", "llama"), ("short-answer.qwen2", "qwen")):
        (tmp_path / f"{name}.jinja").write_text(PROMPT_FILE.format(word))
    setup = ModelSetup.of(tiny, prompts=tmp_path)
    assert setup.prompt.name == "short-answer.llama"
    assert setup.prompt.render(evidence="x", question="?") == [{"role": "user", "content": "llama x"}]
    assert setup.ranking_prompt.name == "question-likelihood"
    (tmp_path / "short-answer.llama.jinja").unlink()
    assert ModelSetup.of(tiny, prompts=tmp_path).prompt.render(evidence="x", question="?")[0]["content"] == "all x"


def test_a_folder_of_prompts_that_is_not_there_is_told(tiny: LanguageModel, tmp_path: Path) -> None:
    for call in (
        lambda: ModelSetup.of(tiny, prompts=tmp_path / "x"),
        lambda: ModelSetup.prompt_files(tmp_path / "x"),
    ):
        with pytest.raises(PromptError, match=r"^there is no folder of prompts .*x$"):
            call()


def test_the_files_that_a_prompt_may_come_from_are_known_by_their_hashes(tmp_path: Path) -> None:
    packaged = packaged_folder("prompts")
    assert set(ModelSetup.prompt_files()) == {
        str(packaged / "short-answer.jinja"),
        str(packaged / "question-likelihood.jinja"),
        str(packaged / "prose-answer.jinja"),
    }
    mine = tmp_path / "short-answer.qwen2.jinja"
    mine.write_text("x")
    files = ModelSetup.prompt_files(tmp_path)
    assert files[str(mine)] == hashlib.sha256(b"x").hexdigest()
    assert len(files) == 4


# Ranking


def test_without_weights_the_order_stays(tiny: LanguageModel) -> None:
    given = [evidence("It rained.", 0.5), evidence("The base is in Gumri.", 0.4)]
    assert ModelSetup.of(tiny).rank(QUESTION, given) == given


def test_with_weights_the_sentence_after_which_the_question_is_likelier_comes_first(model: LanguageModel) -> None:
    given = [
        evidence("The weather in Lisbon was mild on Tuesday.", 0.5),
        evidence("Russia has a military base in Gumri, the second largest city of Armenia.", 0.4),
    ]
    ranked = calibrated(model, RANKING).rank(QUESTION, given)
    assert [candidate.text for candidate in ranked] == [given[1].text, given[0].text]
    assert calibrated(model, RANKING).rank(QUESTION, []) == []


def test_a_sentence_too_long_for_the_model_leaves_the_order(tiny: LanguageModel) -> None:
    given = [evidence("word " * 1000, 0.5), evidence("The base is in Gumri.", 0.4)]
    assert calibrated(tiny, RANKING).rank(QUESTION, given) == given


# A model that gives no log-probabilities


def test_what_cannot_be_scored_is_written_and_found_in_the_evidence(
    server: MisbehavingServer, samples: Library
) -> None:
    server.behave(reply("Second Largest City", ".\nI hope this helps!"))
    with closing(HttpModel(server.url)) as model:
        answer = ask(QUESTION, samples, model=model)
    assert answer.method.short_answer == "written"
    assert answer.short_answer == "second largest city"
    (citation, *_) = answer.citations
    article = samples.article(citation.article_id)
    assert article.text[citation.answer_start : citation.answer_end] == "second largest city"


def test_what_is_written_and_not_in_the_evidence_is_not_shown(server: MisbehavingServer, samples: Library) -> None:
    server.behave(reply("The base is in Yerevan"))
    with closing(HttpModel(server.url)) as model:
        answer = ask(QUESTION, samples, model=model)
    assert answer.status == "answered"
    assert (answer.short_answer, answer.method.short_answer) == (None, None)
    assert "Yerevan" not in answer.answer
