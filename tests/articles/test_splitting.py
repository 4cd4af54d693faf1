import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.articles.line_shapes import joined, paragraphs_of
from newsqa.articles.splitting import story_starts

PALACE = """Palace Silent on Reports of Royal Divorce

The palace in Elsene on Wednesday declined to comment on reports that Princess Maude and her husband are to divorce.

Palace spokesman Andre Lemaire told reporters that he did not comment on private lives."""
YACHT = """Palace Sells Royal Yacht to Shipping Heir

The royal yacht Sirena has been sold to the shipping heir Paul Stavros for 21 million francs, it said on Friday.

“A fine ship deserves to sail,” palace spokesman Andre Lemaire said. The money will go to a fund for lighthouses."""
FLOOD = """FLOODS CUT RAIL LINK BETWEEN TWO LARGEST CITIES

LUPANE, Jan 9 (Meridian) - Floods washed away a railway bridge north of Lupane on Thursday. Trains stand still."""
MINERS = """COPPER MINERS REJECT PAY OFFER

KOLWA, Jan 9 (Meridian) - Miners at Kolwa on Thursday rejected a pay offer of six percent. They will strike."""


def split_stories(text: str) -> list[str]:
    paragraphs = paragraphs_of(text)
    starts = story_starts(paragraphs)
    return [joined(paragraphs[start:end]) for start, end in zip(starts, [*starts[1:], len(paragraphs)], strict=True)]


@pytest.mark.parametrize("stories", [[PALACE, YACHT], [FLOOD, MINERS], [PALACE, FLOOD, MINERS]])
def test_stories_under_one_another_are_parted(stories: list[str]) -> None:
    assert split_stories("\n\n".join(stories)) == stories


def test_a_story_with_sub_headings_is_one() -> None:
    text = """Inside the last lighthouse with a keeper

The lighthouse of Skarv stands on a rock nine miles from the coast. Brita Solheim has kept it for nineteen years.

A job that nobody wanted

When the post was advertised, three people applied. Two withdrew when they saw the boat to Skarv.

What the sailors say about it

Sailors do not need the lighthouse, they have satellites. But most of those one asks on Friday would miss Solheim."""
    assert split_stories(text) == [text]


def test_a_digest_of_stories_is_parted_and_a_digest_of_headlines_is_not() -> None:
    stories = [
        "Lorry drivers end blockade of Senna tunnel\n\nLorry drivers on Tuesday reopened the Senna tunnel. "
        "The government had promised to lower the toll.",
        "Actress gives letters to national library\n\nLia Thorne has given her grandmother's letters to the library. "
        "Most were written in a sanatorium.",
        "Chess title goes to fourteen-year-old\n\nIlya Brandt won the chess title on Sunday. He is fourteen.",
    ]
    assert split_stories("\n\n".join(stories)) == stories
    headlines = "\n\n".join(story.split("\n\n")[0] for story in stories)
    assert split_stories(headlines) == [headlines]


def test_a_pull_quote_begins_no_story() -> None:
    text = f"{PALACE}\n\n“We have nothing to say about that”\n\nThe princess was last seen in August. She waved."
    assert split_stories(text) == [text]


@given(st.text(alphabet="Aab. \n“”—", max_size=300))
def test_nothing_is_lost_in_parting(text: str) -> None:
    assert "".join("".join(split_stories(text)).split()) == "".join(text.split())


def test_a_picture_s_caption_with_its_credit_begins_no_story() -> None:
    caption = "Princess Maude leaves the chapel of Saint Anne in May. | Francine Chu/AP Photo"
    text = f"{PALACE}\n\n{caption}\n\n{YACHT.split(chr(10) * 2, 1)[1]}"
    assert split_stories(text) == [text]
