import pytest

from newsqa.grounding import find_name, is_of_another

LAVROV = ("Sergey Lavrov", "Lavrov")


def is_another(text: str, names: tuple[str, ...] = LAVROV) -> bool:
    (surname,) = find_name("Lavrov", text)
    return is_of_another(surname, text, names)


@pytest.mark.parametrize("text", ["Ivan Lavrov", "the wife of Ivan Lavrov", "Ivan P. Lavrov", "General Ivan Lavrov"])
def test_another_first_name_makes_another_person(text: str) -> None:
    assert is_another(text)


@pytest.mark.parametrize("text", ["Sergei Lavrov", "SERGEY LAVROV", "Sergey V. Lavrov", "S. Lavrov"])
def test_the_first_name_may_be_spelled_otherwise_or_cut_short(text: str) -> None:
    assert not is_another(text)


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Lavrov",
        "Mr. Lavrov",
        "Secretary of State Lavrov",
        "Minister for Foreign Affairs Lavrov",
        "Russia’s Lavrov",
        "Meanwhile Lavrov spoke",
        "On Monday Lavrov spoke",
        "They left Geneva. Lavrov spoke",
        "minister Lavrov",
        "Lavrov",
    ],
)
def test_a_title_a_country_or_the_start_of_a_sentence_is_no_first_name(text: str) -> None:
    assert not is_another(text)


def test_where_no_first_name_is_known_nobody_is_another() -> None:
    assert not is_another("Ivan Lavrov", ("Lavrov",))
