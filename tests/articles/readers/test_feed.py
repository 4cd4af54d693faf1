import json
from datetime import date, timedelta

import pytest

from newsqa.articles.documents import Document, Draft, Problem
from newsqa.articles.readers.feed import read_feed
from newsqa.errors import ArticleError

STORY = "<p>The ministers met in Gyumri on Friday.</p><p>They agreed on “most points”,<br>one of them said.</p>"
STORY_TEXT = "The ministers met in Gyumri on Friday.\n\nThey agreed on “most points”,\none of them said."


def feed(content: str | bytes, *, url: str | None = None) -> Document:
    return Document(content.encode() if isinstance(content, str) else content, "feed.xml", "feed", ".xml", url=url)


def rss(*items: str) -> Document:
    return feed(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">'
        "<channel><title>Shirak &amp; Lori News</title><link>https://example.org</link><language>en-gb</language>"
        + "".join(f"<item>{item}</item>" for item in items)
        + "</channel></rss>"
    )


def described(html: str) -> str:
    return f"<title>One</title><description><![CDATA[{html}]]></description>"


def drafts(document: Document) -> list[Draft]:
    return [found for found in read_feed(document) if isinstance(found, Draft)]


def notes(document: Document) -> list[str]:
    found = [found for found in read_feed(document) if isinstance(found, Problem)]
    assert all(problem.severity == "note" for problem in found)
    return [str(problem) for problem in found]


def values(draft: Draft) -> dict[str, object]:
    return {field: detail.value for field, detail in draft.details.items()}


def test_rss_gives_the_full_content_before_the_summary() -> None:
    document = rss(
        "<title>Ministers &lt;b&gt;agree&lt;/b&gt; on Q&amp;amp;A &amp;#8211; at last</title>"
        "<link>/2020/agree?a=1&amp;b=2</link><guid isPermaLink='false'>tag:7</guid><dc:creator>A. Writer</dc:creator>"
        "<pubDate>Tue, 29 Sep 2020 23:30:00 -0500</pubDate><description>They agreed.</description>"
        f"<content:encoded><![CDATA[{STORY}]]></content:encoded>"
    )
    (draft,) = drafts(document)
    assert draft.text == STORY_TEXT
    assert values(draft) == {
        "title": "Ministers agree on Q&A – at last",
        "byline": "A. Writer",
        "source": "Shirak & Lori News",
        "url": "https://example.org/2020/agree?a=1&b=2",
        "published": date(2020, 9, 29),
        "language": "en-gb",
        "external_id": "tag:7",
    }
    assert notes(document) == []


def test_atom_gives_its_dates_authors_and_xhtml() -> None:
    (draft,) = drafts(
        feed(
            '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="hy"><title>Blog</title>'
            "<author><name>Ani</name></author>"
            '<entry><title type="text">a &lt; b &amp; c</title><id>https://example.org/1</id>'
            '<link href="https://example.org/1"/><published>2020-09-28T10:00:00Z</published>'
            "<updated>2020-09-30T10:00:00Z</updated>"
            f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{STORY.replace("<br>", "<br/>")}</div>'
            "</content></entry></feed>"
        )
    )
    assert draft.text == STORY_TEXT
    assert values(draft) == {
        "title": "a < b & c",
        "byline": "Ani",
        "source": "Blog",
        "url": "https://example.org/1",
        "published": date(2020, 9, 28),
        "updated": date(2020, 9, 30),
        "language": "hy",
    }


def test_rss_1_has_one_date_which_is_the_day_of_publication() -> None:
    (draft,) = drafts(
        feed(
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title></channel>'
            '<item rdf:about="https://example.org/1"><title>One</title><link>https://example.org/1</link>'
            f"<description>{'Many words. ' * 60}</description>"
            "<dc:date>2003-05-01T23:00:00-07:00</dc:date></item></rdf:RDF>"
        )
    )
    assert values(draft)["published"] == date(2003, 5, 1)
    assert "updated" not in draft.details


def test_a_json_feed_is_read_alike() -> None:
    document = feed(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "Blog",
                "language": "en",
                "items": [
                    {
                        "id": "7",
                        "url": "https://example.org/7",
                        "title": "One",
                        "content_html": STORY,
                        "date_published": "2020-09-29T23:30:00-05:00",
                        "authors": [{"name": "Ani"}, {"name": "Gor"}],
                    },
                    {"id": 8, "content_text": "First.\n\nSecond  half \ud83d.", "author": {"name": "Ani"}},
                    {"id": "9", "title": 5, "content_html": None, "authors": 4, "url": ["x"]},
                    "no entry",
                ],
            }
        )
    )
    one, two = drafts(document)
    assert one.text == STORY_TEXT
    assert values(one) == {
        "title": "One",
        "byline": "Ani, Gor",
        "source": "Blog",
        "url": "https://example.org/7",
        "published": date(2020, 9, 29),
        "language": "en",
        "external_id": "7",
    }
    assert two.text == "First.\n\nSecond  half ?."
    assert values(two)["byline"] == "Ani"
    assert notes(document) == ["feed.xml has 1 entry without text, passed over"]


@pytest.mark.parametrize(
    ("tail", "cut"),
    [
        ("<p>The post <a>One</a> appeared first on <a>Blog</a>.</p>", ["The post One appeared first on Blog."]),
        ("<p>The post One first appeared on Blog</p>", ["The post One first appeared on Blog"]),
        (" <a href='x'>Continue reading &#8594;</a>", ["Continue reading →"]),
        (" [&#8230;]", ["[…]"]),
        (" [...]<p><a>Read more »</a></p><p>The post One appeared first on Blog.</p>",
         ["The post One appeared first on Blog.", "Read more »", "[...]"]),
        (" Continue reading “One: what happened next”", ["Continue reading “One: what happened next”"]),
    ],
    ids=["post", "post turned round", "arrow", "ellipsis", "all three", "title"],
)  # fmt: skip
def test_the_tails_of_teasers_are_cut(tail: str, cut: list[str]) -> None:
    (draft,) = drafts(rss(described(f"They met and agreed.{tail}")))
    assert draft.text == "They met and agreed."
    assert [one.text for one in draft.cuts] == cut


@pytest.mark.parametrize(
    "end", ["He wants to read more.", "The post of minister, he said, first appeared on a list in May. So it was."]
)
def test_a_story_s_own_end_is_no_tail(end: str) -> None:
    (draft,) = drafts(rss(described(f"They met. {end}")))
    assert draft.text == f"They met. {end}"


def test_captions_and_scripts_are_no_part_of_a_story() -> None:
    html = (
        f"<figure><img src='a'><figcaption>The hall. AFP</figcaption></figure><script>x()</script>{STORY}<!-- x -->"
    )
    (draft,) = drafts(rss(described(html), described(html)))[:1]
    assert draft.text == STORY_TEXT
    assert [(cut.text, cut.why) for cut in draft.cuts] == [("The hall. AFP", "is the caption of a picture")]


def test_the_caption_that_a_feed_gives_beside_a_summary_is_not_taken_for_the_story() -> None:
    item = described("The ministers met.") + f"<media:description>{'A long caption. ' * 9}</media:description>"
    (draft,) = drafts(rss(item))
    assert draft.text == "The ministers met."


def test_blank_lines_part_paragraphs_where_there_is_no_markup() -> None:
    (draft,) = drafts(rss(described("AT&amp;T met\nFoo.\n\nThey agreed: 3 < 5.")))
    assert draft.text == "AT&T met Foo.\n\nThey agreed: 3 < 5."


def test_a_note_counts_teasers_and_entries_without_text() -> None:
    story = described(f"<p>{'Many words of it. ' * 40}</p>")
    document = rss(described("Short."), described("Cut short [&#8230;]"), story, "<title>Only a title</title>")
    assert len(drafts(document)) == 3
    assert notes(document) == [
        "feed.xml has 1 entry without text, passed over",
        "feed.xml has 2 entries with a teaser only, not the whole story",
    ]


def test_a_day_to_come_is_left_out_with_a_note() -> None:
    day = date.today() + timedelta(days=30)
    document = rss(described(STORY) + f"<dc:date>{day}</dc:date>", described(STORY) + "<pubDate>Mo, 99 Foo</pubDate>")
    assert not any("published" in draft.details for draft in drafts(document))
    assert f"gives days that no story can have come out on, left out: {day}" in notes(document)[-1]


def test_a_story_from_elsewhere_has_the_source_that_its_entry_names() -> None:
    (draft,) = drafts(rss(described("Short.") + '<source url="https://example.com/feed">The Herald</source>'))
    assert values(draft)["source"] == "The Herald"


def test_a_feed_that_is_not_well_formed_is_read_with_a_note() -> None:
    broken = rss(described("One & all.")).content.replace(b"<title>One", b"<title>Q&A &nbsp; One <br>")
    assert [draft.text for draft in drafts(feed(broken))] == ["One & all."]
    assert "is not well-formed XML (line 2: " in notes(feed(broken))[0]


def test_half_an_emoji_does_not_cost_the_feed() -> None:
    item = "<title>One</title><description>They agreed &#55357;&#56832; at last.</description>"
    assert [draft.text for draft in drafts(rss(item))] == ["They agreed \ufffd\ufffd at last."]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html><body><p>A page.</p></body></html>", "is no feed that newsqa knows"),
        (b"Just words.", "is no feed that newsqa knows"),
        (b"<rss version='2.0'><channel><title>x</title></channel></rss>", "is a feed without entries"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "is a feed without entries"),
        (b'{"text": "An article."}', "is no JSON Feed"),
        (b'{"version": ', "is not usable JSON"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000, "is not usable JSON"),
    ],
)
def test_what_is_no_feed_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ArticleError, match=message):
        list(read_feed(feed(content)))


def test_no_file_is_opened_for_a_feed_that_names_one() -> None:
    with pytest.raises(ArticleError):
        list(read_feed(feed(b"/etc/hostname")))
    entity = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel><item>'
    (draft,) = drafts(feed(entity + b"<description>Words &x; here.</description></item></channel></rss>"))
    assert draft.text.split()[0] == "Words"
    assert len(draft.text.split()) <= 3
