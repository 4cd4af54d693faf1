import pytest

from newsqa.grounding.attribution import find_attribution


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("About 5,000 troops are there, according to MassisPost, which gives no source.", "according to MassisPost"),
        ("By partial reports, more than 1,250 are dead.", "By partial reports"),
        ("Talk of it would “add fuel,” Peskov said.", "Peskov said"),
        ("The base is safe, the mayor said on Friday.", "the mayor said"),
        ("Officials have said that the bridge is safe.", "Officials have said"),
        ("He said that the bridge is safe.", "He said"),
        ("Russia has a base in Gyumri.", None),
        ("The report was written in Geneva.", None),
    ],
)
def test_who_says_it_is_found_in_the_sentence(text: str, said: str | None) -> None:
    span = find_attribution(text)
    assert (text[slice(*span)] if span else None) == said
