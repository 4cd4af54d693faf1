import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.articles.copies import are_copies, bands, compare, signature

SEEDS = Path(__file__).parents[2] / "seeds"
STORY = """HAVNBY (AP) — A fire on a car ferry off Havnby killed 12 people early on Monday, the coast guard said.

The blaze started on the vehicle deck of the Queen Ingrid about nine miles from the harbor. The crew shut the fire \
doors within minutes, but smoke had already reached the cabins above, said Commander Lise Torp.

"People were coming up the stairs with wet towels over their faces," said Jonas Feld, a truck driver. "Nobody \
pushed. That is what I will remember."

Three fishing boats and a tanker took 202 survivors on board. Forty-one of them were treated for smoke inhalation.

The ferry's owner, Sundline, said a refrigerated truck had been plugged into the ship's supply and that inspectors \
would look at its cable first.

The Queen Ingrid was built in 1994 and passed its last safety inspection in March. A smaller fire in its engine room \
in 2017 injured nobody."""


def edited(*edits: tuple[str, str], text: str = STORY) -> str:
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text


def are_found(one: str, other: str) -> bool:
    return not set(bands(signature(one))).isdisjoint(bands(signature(other)))


def seed(name: str) -> str:
    return (SEEDS / f"{name}.md").read_text("utf-8").split("---\n", 2)[2]


COPIES = {
    "the same text": STORY,
    "another dateline and curly quotes": edited(
        ("HAVNBY (AP) — ", "By Anna Holt, Associated Press\n\n"),
        ('"People', "“People"),
        ('faces,"', "faces,”"),
        ("'", "’"),
    ),
    "British spelling and figures in words": edited(
        ("harbor", "harbour"), ("killed 12 people", "killed twelve people"), ("Forty-one", "41")
    ),
    "a caption, credits and a copyright line": edited(
        ("\n\nThree fishing", "\n\nThe Queen Ingrid on Monday. (AP Photo/Carlos Prieto)\n\nThree fishing")
    )
    + "\n\nCopyright 2023 The Associated Press. All rights reserved. This material may not be published.",
    "edits of words": edited(
        ("about nine miles from the harbor", "some nine miles out of the harbor"),
        ("took 202 survivors on board", "picked up 202 survivors"),
        ("injured nobody", "hurt no one"),
    ),
    "a new first paragraph": edited(
        (
            STORY.split("\n\n")[0],
            "Twelve people died when fire broke out on a ferry off Havnby, the coast guard said on Monday.",
        )
    ),
    "cut to two thirds": "\n\n".join(STORY.split("\n\n")[:4]),
    "two sentences made of one": edited(
        (
            " on the vehicle deck of the Queen Ingrid about nine miles",
            " on the vehicle deck of the Queen Ingrid. It was about nine miles",
        )
    ),
}
OTHERS = {
    "another toll": edited(("killed 12 people", "killed 17 people")),
    "another toll, a number that stands elsewhere too": edited(("killed 12 people", "killed nine people")),
    "another day": edited(("early on Monday", "early on Thursday")),
    "other people": edited(("Commander Lise Torp", "Captain Olaf Brun")),
    "a paragraph of news": edited(
        (
            "\n\nThe ferry's owner",
            "\n\nPolice arrested the ship's electrician, Anders Holm, 44, in Vik on Tuesday.\n\nThe ferry's owner",
        )
    ),
    "a later story with the same background": "\n\n".join(
        [
            "The owner of the Queen Ingrid will pay 40 million crowns to the families of the dead, it said.",
            "A court in Aarhus approved the settlement. Lawyer Mette Lund, who acts for 31 families, called it fair.",
            "Sundline sold its two other ferries in the spring to a Greek buyer and has 60 employees left.",
            *STORY.split("\n\n")[-2:],
        ]
    ),
    "another story with the same quotation": "\n\n".join(
        [
            "Truck drivers who sleep in their cabs at sea will be fined 500 crowns from January, parliament decided.",
            STORY.split("\n\n")[2],
            "The drivers' union voted against the law. Cabins are dear and few, its chairman, Bo Friis, said.",
        ]
    ),
}


@pytest.mark.parametrize("other", COPIES.values(), ids=COPIES.keys())
def test_a_copy_is_found_and_confirmed(other: str) -> None:
    assert are_found(STORY, other)
    assert are_copies(STORY, other)


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_a_story_with_news_of_its_own_is_no_copy(other: str) -> None:
    assert not are_copies(STORY, other)


def test_no_two_samples_are_copies_though_two_tell_one_agencys_story() -> None:
    texts = {path.stem: seed(path.stem) for path in SEEDS.glob("*.md")}
    assert are_found(texts["kremlin-concern-car"], texts["kremlin-concern-car-wire"])
    assert not any(are_copies(texts[a], texts[b]) for a in texts for b in texts if a < b)


@pytest.mark.parametrize(
    ("old", "new"), [("Gumri", "Velmora"), ("second largest", "third largest"), ("Armenia is in", "Iran is in")]
)
def test_one_name_put_in_the_place_of_another_is_news_and_an_everyday_word_is_not(old: str, new: str) -> None:
    text = seed("russia-ready-to-help-yerevan")
    assert old in text
    assert are_copies(text, text.replace(old, new, 1)) == (old == "second largest")


def test_a_comparison_says_what_differs() -> None:
    assert compare(STORY, OTHERS["another toll"]).differing == (("12", "17"),)
    assert compare(STORY, OTHERS["a paragraph of news"]).news == (
        "Police arrested the ship's electrician, Anders Holm, 44, in Vik on Tuesday.",
    )


def test_a_brief_is_compared_like_a_long_story() -> None:
    brief = (
        "A stamp printed upside down in 1881 was sold for 2.3 million francs in Geneva. A goat ate another in 1924."
    )
    assert are_found(brief, brief.replace("was sold for", "fetched"))
    assert are_copies(brief, brief.replace("was sold for", "fetched"))
    assert not are_copies(brief, brief.replace("2.3", "1.9"))


def test_scripts_without_spaces_and_case_are_compared() -> None:
    story = "東京で地震があり、十二人が死亡した。警察が2021年に発表した。津波の心配はないという。"
    assert are_found(story, story)
    assert are_copies(story, story)
    assert not are_copies(story, story.replace("2021", "2022"))


def test_a_text_without_full_stops_is_compared_whole() -> None:
    poem = "the rain came down on the roof of the barn\nand nobody heard it but the owl and the farmhand"
    assert are_found(poem, poem)
    assert are_copies(poem, poem)


@pytest.mark.parametrize("empty", ["", " \n\n", "—", "..."])
def test_a_text_without_words_is_found_by_none_and_no_copy(empty: str) -> None:
    assert bands(signature(empty)) == []
    assert not are_copies(empty, empty)
    assert not are_copies(empty, STORY)


def test_bands_fit_an_index_of_sqlite_and_are_the_same_in_every_process() -> None:
    assert all(-(2**63) <= band < 2**63 for band in bands(signature(STORY)))
    code = "import sys; from newsqa.articles.copies import bands, signature; print(bands(signature(sys.argv[1])))"
    other = subprocess.run([sys.executable, "-c", code, STORY], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == str(bands(signature(STORY)))


@pytest.mark.parametrize(
    "figure", ["9" * 5000 + "0", "፩", "٣٠", "1,,,2"], ids=["very long", "Ethiopic", "Arabic", "commas"]
)
def test_odd_figures_are_compared(figure: str) -> None:
    story = edited(("202 survivors", f"{figure} survivors"))
    assert are_copies(story, story)
    assert not are_copies(story, edited(("202 survivors", "77 survivors"), ("killed 12", "killed 31")))


words = st.lists(
    st.sampled_from("Police said 12 17 twelve people died. Anna Holt\n\n on Monday Tuesday,".split(" ")), max_size=60
)


@given(words.map(" ".join), words.map(" ".join))
def test_the_order_of_the_two_does_not_matter(one: str, other: str) -> None:
    assert are_copies(one, other) == are_copies(other, one)


@given(st.text(max_size=300))
def test_any_text_with_words_is_a_copy_of_itself(text: str) -> None:
    assert are_copies(text, text) == bool(bands(signature(text)))


def test_a_text_that_repeats_itself_is_compared_in_reasonable_time() -> None:
    began = time.perf_counter()
    compare("the cat sat. " * 5000, "the cat slept. " * 5000)
    assert time.perf_counter() - began < 5
