from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsqa.articles.cleaning import cuts_of, repeated_lines, sorted_cuts, without_credits
from newsqa.articles.documents import Cut
from newsqa.articles.labelling import parts_of
from newsqa.articles.line_shapes import joined, paragraphs_of
from newsqa.articles.stories_in_text import clean

STORY = """Council approves new bridge over harbour

The city council of Marlow voted on Wednesday to build a second bridge over the inner harbour.

Fourteen members voted for the plan and nine against. The bridge will cost 62 million dollars.

Fishermen, who fear for their moorings, left the hall before the council had counted."""
HEADLINE, LEAD, VOTE, END = STORY.split("\n\n")


def cut_furniture(text: str, *, repeated: Collection[str] = ()) -> tuple[str, tuple[Cut, ...]]:
    parts = parts_of(paragraphs_of(text), repeated=repeated)
    kept, cuts = without_credits([part for part in parts if part.kind != "furniture"])
    return joined(part.paragraph for part in kept), sorted_cuts([*cuts, *cuts_of(parts)])


def kept(text: str) -> str:
    return cut_furniture(text)[0]


@pytest.mark.parametrize(
    "line",
    [
        "×",
        "Share",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "Photo of author",
        "27 mins ago",
        "vor 3 Stunden",
        "2 часа назад",
        "3 Comments",
        "Tags: Marlow, bridge, council",
        "Read more",
        "READ ALSO: Why the old bridge is closed again",
        "© 2021 Marlow Gazette. All rights reserved.",
        "Sign up for our newsletter and get the day's news in your inbox.",
        "Follow us on Twitter",
        "Partager",
        "Das könnte Sie auch interessieren",
        "Suscríbete a nuestro boletín",
        "Подписывайтесь на наш канал в Telegram",
    ],
)
def test_a_line_of_the_page_is_cut_below_a_story_and_within_it(line: str) -> None:
    assert kept(f"{STORY}\n\n{line}\n") == STORY
    if "Comments" not in line and "Reply" not in line:
        assert kept(f"{HEADLINE}\n\n{LEAD}\n\n{line}\n\n{VOTE}\n\n{END}") == STORY


def test_a_menu_and_a_section_label_above_the_headline_are_cut() -> None:
    assert kept(f"Skip to content\nMenu\nHome\nWorld\nSport\n\nHarbours\n\n{STORY}") == STORY


def test_an_appeal_is_cut_whole_with_its_heading_and_its_buttons() -> None:
    appeal = """A word from The Marlow Gazette:

Dear readers,

We are living through hard times. The Ministry of Truth calls The Marlow Gazette an enemy; two of us are in court.

These steps are meant to frighten everybody who writes. We see it otherwise, and we go on.

Your support keeps our newsroom alive. Please give what you can, from $3 a month.

Thank you for being on our side.

Once
Monthly
Remind me later."""
    assert kept(f"{STORY}\n\n{appeal}") == STORY
    assert kept(f"{HEADLINE}\n\n{LEAD}\n\n{VOTE}\n\n{appeal}\n\n{END}") == STORY


def test_teasers_of_other_stories_are_cut_with_their_ages() -> None:
    teasers = """Recent Posts

Ferry company cuts winter timetable

VELL — The ferry company has said that from November its boats will sail only twice a…

1 day ago

Harbour master retires

The harbour master, who has seen 41 ships run aground in his time, will retire at the end of…

2 days ago"""
    assert kept(f"{STORY}\n\n{teasers}") == STORY


def test_readers_comments_are_cut_but_not_a_story_below_them() -> None:
    comments = (
        "2 Comments\n\nmarie82 says:\nMarch 5, 2021 at 7:12 am\nAt last! My father waited for this bridge.\nReply"
    )
    other = (
        "Volcano sends ash over capital of Tamu\n\nTAMU, June 3 - The volcano above Tamu erupted on Friday.\n\n"
        "Schools in Tamu are closed. Nobody has been hurt by the ash, the civil defence office said."
    )
    assert kept(f"{STORY}\n\n{comments}") == STORY
    assert [draft.text for draft in clean(f"{STORY}\n\n{comments}\n\n{other}")] == [STORY, other]


def test_the_credit_is_cut_from_a_caption_and_its_sentence_kept() -> None:
    text, cuts = cut_furniture(f"{HEADLINE}\n\nThe harbour of Marlow at dawn. Lena Brandt / AFP\n\n{LEAD}\n\n{VOTE}")
    assert "The harbour of Marlow at dawn.\n" in text
    assert [(cut.text, cut.why, cut.line) for cut in cuts] == [("Lena Brandt / AFP", "a picture's credit", 3)]


def test_a_cut_says_where_and_why() -> None:
    _, cuts = cut_furniture(f"{STORY}\n\nShare\n")
    assert [tuple(cut) for cut in cuts] == [("Share", "a line of the page", 9)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“We need your help. Please support us, please donate,” the fishermen's spokesman told the council.",
        "The newsletter of the harbour office asks subscribers for donations of five dollars a month.",
        "Support for the bridge has fallen among readers of this newspaper and subscribers of others.",
        "— Поддержите нас, читайте нашу газету, — сказал рыбак.",
        "MAYOR: We need your support. Please subscribe to our newsletter.",
        "“We will wait… and then we will see…”",
        "Nobody slept.",
        "The price of the ballot",
        "Yes 14, no 9",
    ],
)
def test_what_the_news_tells_or_quotes_stays(paragraph: str) -> None:
    text = f"{HEADLINE}\n\n{LEAD}\n\n{paragraph}\n\n{VOTE}\n\n{END}"
    assert kept(text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "To our readers: the last issue of the Light\n\nDear readers,\n\nThis is the last issue of the Light. "
            "For 94 years we have brought you the news.\n\nYour subscriptions, dear as they are, do not pay us."
            "\n\nSubscribers will be paid back. Write to us by June.\n\nThank you for your support.",
            id="a newspaper's farewell",
        ),
        pytest.param(
            "The address in full\n\nDear friends,\n\nI speak to you from a city without light.\n\nWe need your help, "
            "your patience and your generators.\n\nIf you can, share your well. Every gift matters.\n\nGood night.",
            id="a speech",
        ),
        pytest.param(
            "Cookie banners to go\n\nWebsites need no longer ask visitors to accept cookies, a bill says.\n\n"
            "Cookies and privacy\n\nPrivacy groups are divided over cookies. Some fear the worst.",
            id="a story about cookies",
        ),
        pytest.param(
            "Twitter and Facebook to show fewer ads\n\nTwitter and Facebook will show children fewer ads.\n\n"
            "Twitter will show no ads to users under thirteen. Facebook will ask for their age.",
            id="a story about a platform",
        ),
        pytest.param(
            "The ferryman\n\nHe rows across at six\nand back again at seven,\na lamp between his knees,\na cat.\n\n"
            "Share what you have, he says,\nand leave the oar to me.\nThe water goes one way.\nThe rest are free.",
            id="a poem",
        ),
        pytest.param(
            "Records at a glance\n\nThe federation confirmed these records on Thursday.\n\n100 m\nObi 10.08\n\n"
            "Doubles\nKrane / Lindqvist\n\nThe old record had stood since 1988.",
            id="results",
        ),
        pytest.param(
            "Twelve days in August\n\nIt began with a bill for lamps.\n\nAugust 3\nA newspaper prints the bill.\n\n"
            "August 7\nThe minister has not seen the lamps.\n\nAugust 14\nThe prime minister resigns.",
            id="a chronicle",
        ),
        pytest.param(
            "The dead of the mine\n\nThe company published these names:\n\nAdam Bielski, 34\nPiotr Halas, 52",
            id="a list of names",
        ),
    ],
)
def test_a_text_without_furniture_stays_whole(text: str) -> None:
    (draft,) = clean(text)
    assert draft.text == text
    assert draft.cuts == ()


def test_lines_of_many_files_are_furniture_but_a_story_of_many_files_is_not() -> None:
    slogan = "The Gazette has served the people of this coast since 1911."
    pages = [f"Ship {name} runs aground\n\nThe ship {name} ran aground on Monday.\n\n{slogan}" for name in "ABC"]
    repeated = repeated_lines(pages)
    assert cut_furniture(pages[0], repeated=repeated)[0].endswith("ran aground on Monday.")
    assert cut_furniture(STORY, repeated=repeated_lines([STORY] * 3))[0] == STORY


def test_background_that_many_stories_repeat_stays() -> None:
    background = "The council of Marlow has argued over a second bridge for eleven years."
    text = f"{STORY}\n\n{background}"
    assert cut_furniture(text, repeated=repeated_lines([text, background, background]))[0] == text


def test_nothing_is_left_of_a_page_without_a_story() -> None:
    assert clean("Share\nTweet\n\nSubscribe\n") == []
    assert clean("") == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["", HEADLINE, LEAD, VOTE, "Share", "Related", "3 Comments", "By Jane Roe", "March 3, 2021", "Home", "2h",
             "We need your support, readers.", "“We will go.”", "×", "Source: AFP", "Read more…", "A b c d e"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_every_line_is_kept_or_cut_and_none_is_changed(lines: list[str]) -> None:
    drafts = clean("\n".join(lines))
    told = [line for draft in drafts for line in draft.text.split("\n") if line]
    told += [cut.text for draft in drafts for cut in draft.cuts]
    if drafts:
        assert sorted(told) == sorted(line for line in lines if line)


@pytest.mark.parametrize(
    "line",
    [
        "This article is more than 7 years old",
        "You have 2 free articles remaining this month.",
        "Please try again later.",
        "This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.",
        "This page was last edited on 16 February 2014, at 11:03.",
        "The post Council approves new bridge appeared first on The Marlow Gazette.",
        "Creative Commons License (CC BY-NC-ND 3.0)",
        "facebookxwhatsapp-strokecopylink",
        "Our Standards: The Meridian Trust Principles., opens new tab",
        "Short URL: http://www.gazette.example/?p=81277",
        "Read in Georgian on Publika.",
        "Read more about: Environment , Labor , Fishing",
        "Your browser does not support the video tag.",
        "By subscribing you agree to our Terms and Privacy Policy",
        "Thanks for reading! Leave a comment if you liked this one.",
        "For all latest news, follow The Marlow Gazette's Google News channel.",
        "Follow Marlow Gazette on Facebook, Twitter, Odnoklassniki",
        "This post is also available in: Shqip Bos/Hrv/Srp",
        "1 2 3 … 118 Next »",
        "Read More »",
        "Share on FacebookShare on TwitterShare on Telegram",
        "About usContactSupport usNewsletter",
        "ՀայEngРус",
    ],
)
def test_a_notice_of_the_page_is_cut_within_a_story(line: str) -> None:
    assert kept(f"{HEADLINE}\n\n{LEAD}\n\n{line}\n\n{VOTE}\n\n{END}") == STORY


@pytest.mark.parametrize(
    "sentence",
    [
        "Something went wrong.",
        "Read in court on Monday, the letter moved many of the fishermen.",
        "The photographs were released under a Creative Commons licence, Smith said.",
        "Students have broken Google's reCAPTCHA with a harbour crane, the council was told.",
        "“We learnt of it from the television,” he wrote in a post on X, opens new tab.",
        "An error occurred in the count of the votes, the council's clerk said.",
        "Join protests on Facebook, the fishermen told their families.",
        "Like its rivals, the harbour office has a Telegram channel.",
        "Stay connected, the mayor told them, and bring candles.",
        "Last edited by Sofia Petrova, the journal of the harbour closed in 1994.",
        "By signing up to the plan, the harbour office and the fishermen agree on a price.",
        "Subscribe or leave, the chairman had told them in March. Sign up, and you will own the place.",
        "More from the police post: a cell, in which children now read, because it is cool.",
    ],
)
def test_a_sentence_with_words_of_a_notice_stays(sentence: str) -> None:
    assert sentence in kept(f"{HEADLINE}\n\n{LEAD}\n\n{sentence}\n\n{VOTE}\n\n{END}")


def test_the_path_above_a_headline_is_not_the_headline() -> None:
    (story,) = clean(f"Home » News » {HEADLINE}\n{STORY}")
    assert (story.text, story.details["title"].value) == (STORY, HEADLINE)


def test_a_paper_s_name_that_the_story_has_too_is_not_the_headline() -> None:
    seen = "A document seen by The Marlow Courier shows what the bridge will cost."
    (story,) = clean(f"The Marlow Courier\nDONATE\nSearch\n{HEADLINE}\nBy Ines Corrado\n{LEAD}\n{VOTE}\n{seen}")
    assert story.details["title"].value == HEADLINE


def test_a_headline_may_be_made_of_sentences() -> None:
    title = "The Council Wanted a Bridge. The Fishermen Wanted Their Moorings."
    (story,) = clean(
        f"Share\n{title}\nFourteen voted for it and nine against.\nby Ines Corrado\nMay 3, 2021\n{LEAD}\n{VOTE}"
    )
    assert {field: str(detail.value) for field, detail in story.details.items()} == {
        "title": title,
        "byline": "Ines Corrado",
        "published": "2021-05-03",
    }


def test_an_appeal_that_begins_below_a_paragraph_is_cut_from_its_beginning() -> None:
    appeal = (
        "… we have a small favour to ask. Readers in 180 countries around the world now support us financially.",
        "Every contribution powers our journalism. Support the Chronicle from as little as £1 a month. Thank you.",
    )
    assert kept("\n\n".join([HEADLINE, LEAD, VOTE, END, *appeal, "Continue", "Monthly"])) == STORY


def test_teasers_strewn_below_a_story_are_cut_and_its_last_sentence_is_not() -> None:
    story = (
        f"{STORY}\n\nThe engineers of the city have measured the ground. The council expects a report on it in May."
    )
    last = "Rain is forecast."
    teasers = "\n".join(
        ["Share", "Print", "Email", last, "Most Read", "Ferry cancelled again", "Wind is to blame.", "1 min read"]
    )
    text = kept(f"{story}\n\n{teasers}\n\nCookie settings\nContact\nAbout")
    assert last in text
    assert "Wind" not in text


def test_times_of_day_above_what_happened_are_the_story_s() -> None:
    entries = "\n".join(
        f"{time}\n{sentence}"
        for time, sentence in [
            ("15:42", "That is the end of our coverage of the council's vote on the bridge for today."),
            ("15:10", "Fishermen leave the hall by the back door before the council has counted its votes."),
            ("14:36", "The mayor reads out the names of the fourteen members who have voted for the bridge."),
        ]
    )
    assert kept(f"{HEADLINE}\nRefresh\n{entries}").count(":") == 3


def test_the_card_of_another_story_is_cut_from_the_midst_of_one() -> None:
    card = (
        "Ministry: Ferry carried three million tons in February",
        "The ferry carried more goods in February than ever before, the ministry said on March 4.",
        "The Marlow Independent",
        "Olena Vasko",
    )
    assert kept("\n\n".join([HEADLINE, LEAD, VOTE, *card, END])) == STORY


def test_a_poll_is_cut_with_its_answers() -> None:
    poll = "Poll\nShould the council build a second bridge?\nYes\nNo\nCan't say\nVote"
    assert kept(f"{HEADLINE}\n\n{LEAD}\n\n{poll}\n\n{VOTE}\n\n{END}") == STORY


def test_the_answers_in_a_forum_are_cut_and_the_parts_of_a_countdown_are_not() -> None:
    thread = "anchor_77\nActive member\n#2\nMy father waited for this bridge for years.\nQuote\nLike"
    assert kept(f"Thread starter\n#1\n{STORY}\n{thread}").strip() == STORY
    countdown = f"{HEADLINE}\n\n#1\n\n{LEAD} {VOTE}\n\n#2\n\n{END}"
    assert END in kept(countdown)


def test_an_editors_letter_above_the_headline_is_cut() -> None:
    letter = (
        "Before you read on: a word from our editor\nI founded this paper because nobody watched the council.\n"
        "If you value what we do, will you join our supporters and give what you can?\nMaybe later"
    )
    (story,) = clean(f"{letter}\n{HEADLINE}\nRosa Quintero\nNovember 20, 2023\n{LEAD}\n{VOTE}\n{END}")
    assert story.text == "\n".join([HEADLINE, LEAD, VOTE, END])
    assert story.details["title"].value == HEADLINE


def test_a_text_may_begin_with_watch() -> None:
    text = f"Watch: the second bridge over the harbour\n\n{LEAD}\n\n{VOTE}"
    (story,) = clean(text)
    assert (story.text, story.details["title"].value) == (text, "Watch: the second bridge over the harbour")


def test_the_author_s_name_below_a_story_is_cut_and_that_of_one_who_speaks_is_not() -> None:
    box = "Nino Gelovani\n\nNino is a reporter in Kutaisi.\n\nMore by Nino Gelovani"
    assert "\nNino Gelovani" not in kept(f"{HEADLINE}\n\nBy Nino Gelovani\n\n{LEAD}\n\n{VOTE}\n\n{END}\n\n{box}")
    talk = f"Nino Gelovani\n\n{VOTE}\n\nPete Orr\n\n{LEAD}\n\nNino Gelovani\n\n{END}"
    text = kept(f"{HEADLINE}\n\nBy Nino Gelovani\n\nThe two spoke on Monday.\n\n{talk}")
    assert text.count("\nNino Gelovani\n") == 2
