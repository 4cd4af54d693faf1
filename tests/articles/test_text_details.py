from datetime import date, timedelta

import pytest

from newsqa.articles.dates_in_text import find_date
from newsqa.articles.stories_in_text import clean, details_from_text
from newsqa.articles.text_details import dateline, detail_line

STORY = (
    "Council approves new bridge over harbour\n\n{details}\n\n"
    "The council voted on Wednesday to build a second bridge over the harbour. Nine members voted against it.\n\n"
    "“We have talked long enough,” the mayor told reporters after the vote.\n"
)


def details(lines: str) -> dict[str, object]:
    return {field: detail.value for field, detail in details_from_text(STORY.format(details=lines))[0].items()}


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("September 29, 2020 10:15", date(2020, 9, 29)),
        ("Sept. 29, 2020, 10:15 a.m.", date(2020, 9, 29)),
        ("Tuesday, 29th September 2020", date(2020, 9, 29)),
        ("2020-09-29T10:15:00+02:00", date(2020, 9, 29)),
        ("Published: 29 Sep 2020", date(2020, 9, 29)),
        ("Posted on September 29, 2020 by admin", date(2020, 9, 29)),
        ("29.09.2020, 15.32 Uhr", date(2020, 9, 29)),
        ("Publié le 8 octobre 2020 à 08h15", date(2020, 10, 8)),
        ("Publié le : 08/10/2020 - 21:15", date(2020, 10, 8)),
        ("19. Juli 2021, 07:30 Uhr", date(2021, 7, 19)),
        ("3 de mayo de 2023", date(2023, 5, 3)),
        ("29 сентября 2020, 10:15", date(2020, 9, 29)),
        ("05/14/2020 04:31 PM EDT", date(2020, 5, 14)),
        ("14-05-2020", date(2020, 5, 14)),
        ("Jun 10,2020 - Last updated at Jun 11,2020", date(2020, 6, 10)),
        ("Tue Feb 13, 2024 07:45 PM Last update on: Tue Feb 13, 2024 08:02 PM", date(2024, 2, 13)),
        ("Society 19.05.2021 14:22", date(2021, 5, 19)),
        ("Wednesday, 14 March 2018 | SEE Wire", date(2018, 3, 14)),
    ],
)
def test_a_line_with_a_date_is_when_the_story_was_published(line: str, day: date) -> None:
    assert details(line)["published"] == day


@pytest.mark.parametrize(
    "line", ["Last updated 15 January 2024, 18:22", "Stand: 15.01.2024", "Modifié le 15/01/2024"]
)
def test_the_day_of_an_update_is_not_that_of_publication(line: str) -> None:
    found = details(line)
    assert found["updated"] == date(2024, 1, 15)
    assert "published" not in found


@pytest.mark.parametrize("line", ["05/04/2020", "June 31, 2021", "May 3, 1066", "27 mins ago", "3 days ago"])
def test_a_date_that_cannot_be_told_or_believed_is_none(line: str) -> None:
    assert "published" not in details(line)


def test_a_date_in_the_future_is_left_out_and_the_cut_says_so() -> None:
    day = date.today() + timedelta(days=40)
    (draft,) = clean(STORY.format(details=day.isoformat()))
    assert "published" not in draft.details
    assert [cut.why for cut in draft.cuts] == [f"a date that cannot be right ({day})"]


def test_a_date_in_a_sentence_is_not_the_storys() -> None:
    text = "Bridge closed again\n\nSince July 1, 2024, the old bridge has been closed. It was built in May 1931."
    assert set(details_from_text(text)[0]) == {"title"}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Andrew Korybko", "Andrew Korybko"),
        ("by Oona Farrell and Max van den Berg", "Oona Farrell and Max van den Berg"),
        ("By JANE ROE Associated Press", "JANE ROE"),
        ("By Jane Roe, Reuters", "Jane Roe"),
        ("Oona Farrell, Education Correspondent", "Oona Farrell"),
        ("Von Peter Schmidt", "Peter Schmidt"),
        ("Автор: Анна Рудина", "Анна Рудина"),
        ("May 20, 2018 by Carla Nyström 0 Comments", "Carla Nyström"),
        ("(Reporting by Hana Moravec; Editing by Jon Prewitt)", "Hana Moravec"),
    ],
)
def test_a_byline_is_a_detail(line: str, name: str) -> None:
    assert details(line)["byline"] == name


@pytest.mark.parametrize("line", ["By admin", "Posted by webmaster", "By Staff", "STAR REPORT\nMay 3, 2021"])
def test_a_byline_of_nobody_is_cut_and_names_nobody(line: str) -> None:
    (draft,) = clean(STORY.format(details=line))
    assert line not in draft.text
    assert "byline" not in draft.details


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Source: One World", "One World"),
        ("Published by\nMassisPost", "MassisPost"),
        ("Originally published by The Inlet Post", "The Inlet Post"),
        ("AFP", "AFP"),
    ],
)
def test_who_published_a_story_is_its_source(line: str, source: str) -> None:
    assert details(line)["source"] == source


@pytest.mark.parametrize(
    "headline",
    [
        "By Sunday Night, All Was Over",
        "By land and sea, smugglers reach the coast",
        "Court Frees Jailed Reporter",
        "Text Messages Reveal Second Contract",
        "Author Salman Rushdie Wins Prize",
        "Via Roma Closed to Cars",
        "Sources: Minister Knew of Leak",
        "May 2020 was the driest month on record",
        "Reporting From a Town Without a Name",
    ],
)
def test_a_headline_is_not_taken_for_a_detail(headline: str) -> None:
    assert detail_line(headline) is None


def test_a_first_line_with_a_date_is_the_headline_where_there_is_no_other() -> None:
    (draft,) = clean(
        "Morning Roundup – March 3, 2021\n\nThe lake rose again. Nobody has seen the bridge since Monday."
    )
    assert draft.details["title"].value == "Morning Roundup – March 3, 2021"


@pytest.mark.parametrize(
    ("beginning", "place", "agency"),
    [
        ("MOSCOW — Turkey", "Moscow", None),
        ("MOSCOW, Sept. 29 (Reuters) — Turkey", "Moscow", "Reuters"),
        ("LOS ANGELES, CA — The", "Los Angeles, CA", None),
        ("YEREVAN (ArmInfo) - The", "Yerevan", "ArmInfo"),
        ("Altenried (dpa) - Ein", "Altenried", "dpa"),
        ("МОСКВА, 29 сен — Турция", "Москва", None),
    ],
)
def test_a_dateline_says_where_a_story_was_written(beginning: str, place: str, agency: str | None) -> None:
    found = dateline(f"{beginning} said on Tuesday that it would.")
    assert found is not None
    assert (found.place, found.agency) == (place, agency)


def test_a_dash_after_a_word_makes_no_dateline() -> None:
    assert dateline("Talks — the third this year — ended without a result.") is None


def test_a_dateline_stays_in_the_text() -> None:
    (draft,) = clean("Blast in port kills four\n\nGAVRIEL, Feb 11, 2020 (Reuters) - A blast killed four on Tuesday.")
    assert draft.text.endswith("GAVRIEL, Feb 11, 2020 (Reuters) - A blast killed four on Tuesday.")
    assert {field: detail.value for field, detail in draft.details.items()} == {
        "title": "Blast in port kills four",
        "place": "Gavriel",
        "source": "Reuters",
        "published": date(2020, 2, 11),
    }


def test_details_are_cut_from_the_text_that_remains() -> None:
    _, text = details_from_text(STORY.format(details="By Jane Roe\nMarch 4, 2021"))
    assert text == STORY.format(details="").replace("\n\n\n\n", "\n\n").rstrip()


def test_american_and_european_days_are_told_apart_where_they_can_be() -> None:
    assert find_date("14/05/2020") == find_date("05/14/2020")
    ambiguous = find_date("05/04/2020")
    assert ambiguous is not None
    assert ambiguous.day is None


@pytest.mark.parametrize(
    ("line", "byline", "published"),
    [
        ("May 30, 2016 Knar Topouzian 3 Comments", "Knar Topouzian", date(2016, 5, 30)),
        (
            "By Jodi Fancher jfancher@herald.example\nOct 4, 2023 Updated Oct 5, 2023",
            "Jodi Fancher",
            date(2023, 10, 4),
        ),
        ("byIbrahim Sule\nJune 27, 2023", "Ibrahim Sule", date(2023, 6, 27)),
        ("By [9]Hamish Tuhoe\n30 July 2016", "Hamish Tuhoe", date(2016, 7, 30)),
        ("Arben KrasniqiPristinaBVSeptember 21, 201709:14", "Arben Krasniqi", date(2017, 9, 21)),
        ("Jamil Khan Published August 2, 2021 Updated August 3, 2021 10:31am", "Jamil Khan", date(2021, 8, 2)),
        ("By Julio Marin | jmarin@ledger.example\nOctober 6, 2022", "Julio Marin", date(2022, 10, 6)),
        ("By Tiffany Brask For The Mailpost\n27 August 2019", "Tiffany Brask", date(2019, 8, 27)),
        ("Denise Appiah, Lakeland Tribune\nJanuary 12, 2021", "Denise Appiah", date(2021, 1, 12)),
        ("Rowena Challis Environment editor\nFri 21 Jun 2019", "Rowena Challis", date(2019, 6, 21)),
        ("By Sari Wulandra\nJune 16, 2022 7:41 AM UTC · Updated 4 years ago", "Sari Wulandra", date(2022, 6, 16)),
        (
            "Ines Corrado\n8 August 2021 3:14 PM [ Last Update: 9 August 2021 4:02 PM ]",
            "Ines Corrado",
            date(2021, 8, 8),
        ),
    ],
)
def test_a_byline_is_told_from_what_stands_beside_it(line: str, byline: str, published: date) -> None:
    told = details(line)
    assert (told["byline"], told["published"]) == (byline, published)
