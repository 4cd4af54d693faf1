from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.errors import FactsError
from newsqa.evaluation.key_points import KeyPoint, Part, read_key_points, recall

SUITE = """
articles: ../pages
summaries:
  - id: ferry
    of: [ferry.md]
    key_points:
      - id: sale
        point: The ferry was sold.
        worth: vital
        said: [[ferry, [sold, bought]]]
        quotes: [The ferry was sold]
"""


def point(name: str, worth: str, *ways: tuple[Part, ...]) -> KeyPoint:
    return KeyPoint.model_validate(
        {"id": name, "point": f"{name} is said.", "worth": worth, "said": ways, "quotes": [name]}
    )


SALE = point("sale", "vital", ("ferry", ("sold", "bought")), ("ship", "changed hands"))
STORM = point("storm", "vital", ("storm",))
MAYOR = point("mayor", "okay", ("mayor",))
SINGER = point("singer", "okay", ("singer",))


def written(folder: Path, text: str) -> Path:
    path = folder / "points.yaml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    "statement", ["The ferry was sold.", "A bank bought the old ferry.", "The ship changed hands."]
)
def test_a_point_is_said_by_all_parts_of_one_way_in_any_wording(statement: str) -> None:
    assert SALE.is_said_by(statement)


@pytest.mark.parametrize(
    "statement", ["The ferry sank.", "The ship was sold.", "The ferryman sold it.", ""],
    ids=["a part", "parts of two ways", "within another word", "nothing"],
)  # fmt: skip
def test_a_part_of_a_way_is_not_enough(statement: str) -> None:
    assert not SALE.is_said_by(statement)


def test_one_statement_has_to_hold_all_parts() -> None:
    assert recall([SALE], ["The ferry sailed.", "It was sold."]).strict_vital == 0.0


def test_recall_is_worked_out_with_okay_points_counting_half() -> None:
    found = recall([SALE, STORM, MAYOR, SINGER], ["The ferry was sold.", "The mayor spoke."])
    # Of weights 1, 1, 0.5 and 0.5, the first and the third are said.
    assert found.strict_vital == 0.5
    assert found.weighted == pytest.approx(1.5 / 3)
    assert found.missing == (STORM, SINGER)


def test_without_vital_points_there_is_no_vital_recall() -> None:
    assert recall([MAYOR], ["The mayor spoke."])[:2] == (None, 1.0)


def test_a_summary_of_nothing_says_nothing() -> None:
    assert recall([SALE, MAYOR], []) == (0.0, 0.0, (SALE, MAYOR))


@given(
    st.lists(st.sampled_from([SALE, STORM, MAYOR, SINGER]), min_size=1, unique=True),
    st.lists(st.sampled_from(["The ferry was sold.", "A storm rose.", "The mayor left.", "Rain fell."])),
)
def test_recall_is_a_share_and_a_further_statement_never_lowers_it(points: list[KeyPoint], said: list[str]) -> None:
    shares = [recall(points, said[:count]).weighted for count in range(len(said) + 1)]
    assert all(0 <= share <= 1 for share in shares)
    assert shares == sorted(shares)


def test_a_file_gives_its_cases_and_the_folder_of_their_articles(tmp_path: Path) -> None:
    (tmp_path / "points").mkdir()
    articles, (case,) = read_key_points(written(tmp_path / "points", SUITE))
    assert articles == (tmp_path / "pages").resolve()
    assert (case.id, case.of, case.about) == ("ferry", ("ferry.md",), None)
    assert case.key_points[0].said == (("ferry", ("sold", "bought")),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no file of key points"),
        ("- a\n- b", "is no file of key points"),
        ("articles: [", "is no file of key points: while parsing"),
        ("articles: .", "is no file of key points: it has no 'summaries'"),
        ("summaries: []", "is no file of key points: it has no 'articles'"),
        ("articles: .\nsummaries:", "is no file of key points"),
        (SUITE.replace("worth: vital", "worth: great"), r"key_points\.0\.worth: Input should be 'vital' or 'okay'"),
        (SUITE.replace("said: [[ferry, [sold, bought]]]", "said: []"), r"key_points\.0\.said: "),
        (SUITE.replace("point: The", "points: The"), r"key_points\.0\.point: Field required"),
        (SUITE.replace("of: [ferry.md]", "of: []"), r"of: "),
    ],
    ids=[
        "empty", "a list", "no YAML", "no summaries", "no articles", "summaries of nothing", "worth", "no way",
        "misspelt", "of nothing",
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_one_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(FactsError, match=rf"points\.yaml.*{message}") as error:
        read_key_points(written(tmp_path, text))
    assert len(str(error.value).splitlines()) == 1


def test_a_file_that_is_not_there_or_not_utf_8_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match=r"nowhere\.yaml is no file of key points: .*No such file"):
        read_key_points(tmp_path / "nowhere.yaml")
    (tmp_path / "western.yaml").write_bytes(b"articles: caf\xe9")
    with pytest.raises(FactsError, match=r"western\.yaml is no file of key points: .*utf-8"):
        read_key_points(tmp_path / "western.yaml")
