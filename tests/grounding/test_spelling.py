import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.grounding import are_one_name

NAMES = st.sampled_from(
    "georgia georgian france french us america uk britain gyumri gumri austria australia iran iraq 1997 1998".split()
)


@pytest.mark.parametrize(("one", "other"), [("us", "america"), ("uk", "british"), ("dutch", "netherlands")])
def test_a_country_is_named_by_its_people_and_its_letters(one: str, other: str) -> None:
    assert are_one_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("macron", "macrons"), ("korea", "korean"), ("gyumri", "gumri"), ("smith", "smyth")]
)
def test_a_form_or_another_spelling_is_one_name(one: str, other: str) -> None:
    assert are_one_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("us", "uk"), ("slovakia", "slovenia"), ("oslo", "olso"), ("19970", "19971")]
)
def test_what_only_looks_alike_is_another_name(one: str, other: str) -> None:
    assert not are_one_name(one, other)


@given(NAMES, NAMES)
def test_it_does_not_matter_which_of_two_names_comes_first(one: str, other: str) -> None:
    assert are_one_name(one, one)
    assert are_one_name(one, other) == are_one_name(other, one)
