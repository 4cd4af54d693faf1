from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsqa.articles.documents import Document, Draft, Problem
from newsqa.articles.readers.html import read_html
from newsqa.errors import ArticleError

FIRST = "The old bridge over the Lumme reopened on Tuesday after eleven months of repairs, the council said."
SECOND = "Traffic will be held to one lane until the end of the week, and lorries must still take the motorway."
THIRD = "The mayor thanked people for their patience with the works, which cost four million crowns in the end."
FOURTH = "A plaque for the two men who fell from the scaffolding in June will be put up beside the eastern pier."
STORY = f"<h1>Bridge reopens</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def page(body: str, head: str = "", html: str = '<html lang="en">') -> str:
    return f'<!doctype html>{html}<head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def read(content: str | bytes, **known: str) -> Draft:
    drafts = [found for found in found_in(content, **known) if isinstance(found, Draft)]
    assert len(drafts) == 1
    return drafts[0]


def found_in(content: str | bytes, **known: str) -> list[object]:
    content = content if isinstance(content, bytes) else content.encode("utf-8")
    return list(read_html(Document(content, "page.html", "page", ".html", **known)))


def values(draft: Draft) -> dict[str, object]:
    return {field: detail.value for field, detail in draft.details.items()}


def test_a_story_is_read_headline_first_without_the_page_around_it():
    menu = "<nav><a href=/>Home</a></nav>"
    popular = (
        "<aside><h2>Most read</h2><a href=/x>A cat came home after six years</a></aside><footer>Imprint</footer>"
    )
    assert read(page(menu + f"<main>{STORY}</main>" + popular)).text == (
        f"Bridge reopens\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"
    )


def test_the_text_is_read_as_a_browser_shows_it():
    words = (
        "He said “it’s   <b>half</b>-open”<!-- not this --> &amp; l<i>a</i>te,<br>again. The Bundes&shy;tag&nbsp;met."
    )
    assert (
        f"He said “it’s half-open” & late,\nagain. The Bundestag\u00a0met.\n\n{FIRST}"
        in read(page(f"<h1>Bridge reopens</h1><p>{words}</p><p>{FIRST}</p><p>{SECOND}</p>")).text
    )


def test_links_stay_in_their_sentences():
    text = (
        '<p>The <a href="/council">council</a>, with <a href="/m">the mayor</a>, paid for all of it in the end.</p>'
    )
    assert "The council, with the mayor, paid for all of it in the end." in read(page(STORY + text)).text


def test_lists_sub_headings_quotes_and_tables_are_kept_as_lines():
    parts = """<h2>What it cost</h2>
        <table><tr><th>Part<th>Crowns</tr><tr><td>Deck<td>1.5m</tr><tr><td>Piers<td>2m</tr></table>
        <h2>What comes next</h2><ul><li>One lane only<li>No lorries</ul>
        <blockquote>We are glad it is over.</blockquote>"""
    text = read(page(f"<h1>Bridge reopens</h1><p>{FIRST}</p><p>{SECOND}</p>{parts}<p>{THIRD}</p>")).text
    assert (
        "What it cost\n\nPart\tCrowns\nDeck\t1.5m\nPiers\t2m\n\nWhat comes next\n\nOne lane only\nNo lorries\n\n"
        in text
    )
    assert f"We are glad it is over.\n\n{THIRD}" in text


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<h2>Bridge reopens</h2>{FIRST}<br><br>{SECOND}<br />\n&nbsp;<br>{THIRD}", id="line-breaks"),
        pytest.param(f"<h1>Bridge reopens</h1><div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div>", id="divs"),
        pytest.param(
            "<table><tr><td><a href=1>News</a><br><a href=2>Sport</a></td>"
            f"<td><h1>Bridge reopens</h1>{FIRST}<p>{SECOND}<p>{THIRD}</td></tr></table>",
            id="layout-table",
        ),
        pytest.param(f"<h1>Bridge reopens</h1><pre>\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n</pre>", id="preformatted"),
        pytest.param(f"<form id=aspnetForm>{STORY}<input type=hidden></form>", id="page-in-a-form"),
    ],
)
def test_paragraphs_are_told_whatever_marks_them(body: str):
    assert read(page(body)).text == f"Bridge reopens\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_a_fragment_without_html_is_read():
    assert read(f"<h1>Bridge reopens</h1><p>{FIRST}<p>{SECOND}<p>{THIRD}").text.endswith(THIRD)


def test_captions_shares_comments_and_boxes_in_the_middle_are_left_out():
    boxes = """<figure><img src=x><figcaption>The bridge in May. Photo: K. Berg</figcaption></figure>
        <div class="share-buttons"><a>Facebook</a> Share this story</div>
        <div class="newsletter-box"><h3>Our newsletter</h3><p>All that matters, every morning in your inbox.</p></div>
        <p><strong>Read more:</strong> <a href="/x">The bridge that nobody wanted to pay for</a></p>"""
    comments = (
        "<section class=comments><p>I never liked that bridge and said so at the time, to all of them.</p></section>"
    )
    body = f"<article><h1>Bridge reopens</h1><p>{FIRST}</p>{boxes}<p>{SECOND}</p><p>{THIRD}</p></article>{comments}"
    assert read(page(body)).text == f"Bridge reopens\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_a_pull_quote_is_not_said_twice():
    quote = f"<blockquote class=pull>{SECOND}</blockquote>"
    text = read(
        page(f"<article><h1>Bridge reopens</h1><p>{FIRST}</p>{quote}<p>{SECOND}</p><p>{THIRD}</p></article>")
    ).text
    assert text.count(SECOND) == 1


def test_the_points_above_a_story_are_part_of_it_and_its_buttons_are_not():
    head = """<ul><li>The works took eleven months</li><li>They cost four million crowns</li></ul>
        <ul><li><a href=/f>Share it on Facebook</a></li><li>Listen</li></ul>"""
    assert read(page(STORY.replace("</h1>", f"</h1>{head}"))).text.startswith(
        f"Bridge reopens\n\nThe works took eleven months\nThey cost four million crowns\n\n{FIRST}"
    )


def test_a_longer_column_before_the_story_is_not_read_for_it():
    column = "".join(
        f"<h4>Another story {i}</h4><p>{text.replace('bridge', 'ferry')}</p>"
        for i, text in enumerate([FIRST, THIRD] * 3)
    )
    head = "<title>Bridge reopens</title>"
    assert read(page(f"<div><div>{column}</div><div>{STORY}</div></div>", head)).text.startswith("Bridge reopens")


def test_a_short_paragraph_between_others_is_not_lost():
    text = read(
        page(f"<h1>Bridge reopens</h1><p>{FIRST}</p><p>“No,” she said.</p><p>{SECOND}</p><p>{THIRD}</p>")
    ).text
    assert f"{FIRST}\n\n“No,” she said.\n\n{SECOND}" in text


def test_details_come_from_json_ld_and_name_their_origin():
    record = """{"@context": "https://schema.org", "@graph": [
        {"@type": "NewsArticle", "headline": "Bridge reopens", "datePublished": "2024-03-05T23:30:00+02:00",
         "dateModified": "2024-03-06T08:00:00Z", "author": {"@id": "#jane"}, "publisher": {"@id": "#paper"},
         "contentLocation": {"@type": "Place", "name": "Lummefoot"}},
        {"@type": "Person", "@id": "#jane", "name": "Jane Öst"},
        {"@type": "Organization", "@id": "#paper", "name": "The Lumme Post"}]}"""
    draft = read(page(STORY, f'<script type="application/ld+json">{record}</script>'))
    assert values(draft) == {
        "title": "Bridge reopens",
        "byline": "Jane Öst",
        "source": "The Lumme Post",
        "published": date(2024, 3, 5),
        "updated": date(2024, 3, 6),
        "language": "en",
        "place": "Lummefoot",
    }
    assert draft.details["published"].origin == "the page's JSON-LD"
    assert draft.details["title"].origin == "the headline on the page"


def test_details_come_from_meta_elements():
    head = """<title>Bridge reopens | The Lumme Post</title><meta property="og:site_name" content="The Lumme Post">
        <meta name="author" content="By Jane Öst">
        <meta property="article:published_time" content="2024-03-05T10:00:00Z">
        <link rel="canonical" href="/2024/bridge">"""
    assert values(read(page(STORY, head), url="https://lumme.example/2024/bridge?from=mail")) == {
        "title": "Bridge reopens",
        "byline": "Jane Öst",
        "source": "The Lumme Post",
        "published": date(2024, 3, 5),
        "language": "en",
        "url": "https://lumme.example/2024/bridge",
    }


@pytest.mark.parametrize(
    ("line", "language", "day"),
    [
        ("By Jane Öst, Staff Writer | March 5, 2024", "en", date(2024, 3, 5)),
        ("Von Jane Öst, 5. März 2024", "de", date(2024, 3, 5)),
        ("Par Jane Öst — Publié le 5 mars 2024 à 06h00, mis à jour le 7 mars 2024", "fr", date(2024, 3, 5)),
        ("Por Jane Öst | 5 de marzo de 2024", "es", date(2024, 3, 5)),
        ("Автор: Jane Öst | 5 марта 2024", "ru", date(2024, 3, 5)),
        ("By Jane Öst | 05/03/2024", "en-GB", date(2024, 3, 5)),
        ("By Jane Öst | 03/05/2024", "en-US", date(2024, 3, 5)),
        ("By Jane Öst | 03/05/2024", "en", None),
        ("By Jane Öst | 2 hours ago", "en", None),
    ],
)
def test_byline_and_day_are_read_from_the_lines_under_the_headline(line: str, language: str, day: date | None):
    body = STORY.replace("</h1>", f"</h1><div>{line}</div>")
    draft = read(page(body, html=f'<html lang="{language}">'))
    assert (values(draft)["byline"], values(draft).get("published")) == ("Jane Öst", day)
    assert draft.text == f"Bridge reopens\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_a_teasers_day_is_never_the_storys():
    teasers = """<div class="sidebar"><ul><li><a href=/a>Cat comes home</a>
        <time datetime="2026-01-02">2 Jan 2026</time></ul></div>
        <div><h3>Latest</h3><div><a href=/b>Dog follows</a> <span class=date>January 3, 2026</span></div></div>"""
    top = "<div class=today>Friday, January 9, 2026</div>"
    assert "published" not in values(read(page(f"{top}<div>{STORY}</div>{teasers}")))


def test_a_day_in_a_sentence_of_the_story_is_not_its_day():
    body = STORY.replace("</h1>", "</h1><p>The works had begun on 4 April 2023, the council said at the time.</p>")
    assert "published" not in values(read(page(body)))


def test_a_day_that_cannot_be_is_left_out_and_noted():
    ahead = date.today() + timedelta(days=30)
    found = found_in(page(STORY, f'<meta property="article:published_time" content="{ahead}">'))
    assert found[0] == Problem(
        "page.html", f"gives {ahead} as the day it was published (the page's metadata): left out", "note"
    )
    assert isinstance(found[1], Draft)
    assert "published" not in found[1].details


def test_each_whole_story_of_a_front_page_is_a_draft():
    posts = "".join(
        f"""<article><h2><a href="/{verb}">Bridge {verb}</a></h2><time pubdate datetime="{day}"></time>
        <p>{FIRST.replace("reopened", verb)}</p><p>{SECOND}</p><p>{THIRD}</p><p>{FOURTH}</p></article>"""
        for verb, day in (("opens", "2024-03-05"), ("closes", "2024-03-08"))
    )
    drafts = found_in(page(f"<header>The Lumme Post</header>{posts}"), url="https://lumme.example/")
    assert [
        (values(d)["title"], values(d)["published"], values(d)["url"]) for d in drafts if isinstance(d, Draft)
    ] == [
        ("Bridge opens", date(2024, 3, 5), "https://lumme.example/opens"),
        ("Bridge closes", date(2024, 3, 8), "https://lumme.example/closes"),
    ]


def test_a_story_that_only_a_script_would_show_is_read_from_its_record():
    record = f"""{{"@type": "NewsArticle", "headline": "Bridge reopens", "articleBody": "{FIRST}\\n\\n{SECOND}"}}"""
    body = f'<div id=app></div><script type="application/ld+json">{record}</script>'
    assert read(page(body)).text == f"Bridge reopens\n\n{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="nothing"),
        pytest.param(
            "<div id=root></div><script>app()</script><noscript>Please turn on scripts.</noscript>", id="script-only"
        ),
        pytest.param("<ul>" + "<li><a href=/x>A headline of another story</a></li>" * 40 + "</ul>", id="menu"),
        pytest.param(
            "<h1>Sign in</h1><p>To read on, please sign in with the address that you gave when you subscribed.</p>"
            "<p>If you have forgotten your password, we can send you a new one within a few minutes.</p>"
            "<form><input name=user><input type=password></form>",
            id="login",
        ),
    ],
)
def test_a_page_without_a_story_says_so(body: str):
    assert found_in(page(body)) == [Problem("page.html", "holds no story that could be told from the page around it")]


def test_a_page_of_frames_names_the_pages_to_add():
    [problem] = found_in("<html><frameset><frame src=menu.html><frame src=story.html></frameset></html>")
    assert "only frames for other pages (menu.html, story.html): add those" in str(problem)


RUSSIAN = "Мост через реку Лумме снова открыт после одиннадцати месяцев ремонта, сообщил во вторник городской совет. "


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("utf-8-sig", '<meta charset="windows-1251">'),
        ("windows-1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
        ("koi8-r", "<meta charset=koi8-r>"),
        ("utf-16", ""),
        ("utf-16-le", '<meta charset="utf-16">'),
        ("windows-1251", '<meta charset="utf-8">'),
        ("windows-1251", '<meta charset="no-such-thing">'),
    ],
)
def test_the_encoding_is_the_one_that_browsers_take(encoding: str, declared: str):
    markup = f"<html><head>{declared}</head><body><h1>Мост открыт</h1><p>{RUSSIAN * 2}</p></body></html>"
    assert read(markup.encode(encoding)).text == f"Мост открыт\n\n{RUSSIAN * 2}".strip()


def test_a_few_broken_bytes_lose_nothing_but_themselves():
    content = page(STORY.replace("Lumme", "Lümmé où ça")).encode().replace(b"patience", b"pati\xffence")
    note, draft = found_in(content)
    assert str(note) == "page.html is damaged: 1 of its characters are not UTF-8 and are read as \ufffd"
    assert isinstance(draft, Draft)
    assert "pati\ufffdence" in draft.text


def test_a_page_cut_off_in_the_middle_is_read_that_far():
    content = page(STORY).encode()
    assert read(content[: content.index(b"four million")]).text.endswith(
        "for their patience with the works, which cost"
    )


def test_a_page_that_is_too_large_is_refused_in_one_line():
    with pytest.raises(ArticleError, match=r"^is too large for a web page \(51 MB of markup; newsqa reads 10 MB\)$"):
        found_in(b"<p>word</p>" * 4_600_000)


def test_pictures_within_a_page_do_not_make_it_too_large():
    picture = b"<img src='data:image/png;base64," + b"A" * 25_000_000 + b"'>"
    assert read(page(STORY).encode().replace(b"<h1>", picture + b"<h1>")).text.endswith(THIRD)


PIECES = """
    <div> </div> <p> </p> <table> <tr> <td> </td> </table> <ul> <li> <h1> </h1> <h2> <a href=//[> </a> <br> <article>
    </article> <b> <pre> <form> <input> <figure> <!-- --> <script> </script> <time datetime=9999-99-99> <title> <html>
    &#0; &#xd800; &nbsp; <blockquote class=byline> <span itemprop=author> <meta itemprop=datePublished content=x>
    <body> <base href=http://[> <frameset> <svg> <math> ]]> <? \x00
    <script type=application/ld+json>[{"@type":["Article"],"author":[[]],"url":{}}]</script>
    """.split()
SENTENCES = [f" {sentence} " for sentence in (FIRST, SECOND, THIRD, "By Jane Öst, 5 May 2024", "31/02/2024", "«»")]


@given(st.lists(st.sampled_from([*PIECES, *SENTENCES]), max_size=40))
@settings(max_examples=100, deadline=None)
def test_no_markup_makes_the_reader_fail(pieces: list[str]):
    assert found_in("<p>" + "".join(pieces))


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul"])
def test_markup_nested_without_end_neither_crashes_nor_loses_the_story(tag: str):
    text = read(
        page(f"<{tag}>" * 100_000 + STORY + f"</{tag}>" * 100_000 + f"<p>{FIRST.replace('bridge', 'ferry')}</p>")
    ).text
    assert SECOND in text
    assert "ferry" in text


def test_a_picture_named_html_is_refused():
    with pytest.raises(ArticleError, match="binary file"):
        found_in(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40)


def test_the_address_that_a_browser_wrote_into_the_page_is_its_address():
    saved = "<!doctype html>\n<!-- saved from url=(0036)https://lumme.example/2024/03/05/bridge -->\n"
    draft = read(saved + f"<html><body>{STORY}</body></html>")
    assert (values(draft)["url"], values(draft)["published"]) == (
        "https://lumme.example/2024/03/05/bridge",
        date(2024, 3, 5),
    )
    assert draft.details["published"].origin == "the page's address"


def test_all_of_a_page_is_kept_where_that_is_asked_for():
    content = page(f"<nav>Home</nav><main>{STORY}</main><aside>Most read</aside><script>x()</script>").encode()
    [draft] = read_html(Document(content, "page.html", "page"), keep_all=True)
    assert isinstance(draft, Draft)
    assert draft.text == f"Home\n\nBridge reopens\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n\nMost read"
    assert values(draft)["title"] == "Bridge reopens"


def test_a_story_told_in_full_only_by_its_json_ld_is_read_from_there():
    body = "\\n\\n".join((FIRST, SECOND, THIRD, FOURTH))
    record = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    teaser = f"<h1>Bridge reopens</h1><p>{FIRST}</p><p>{SECOND[:40]}…</p><div><h2>Read on with a trial</h2></div>"
    assert read(page(teaser, record)).text == f"Bridge reopens\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{FOURTH}"


def test_the_beginning_of_the_next_story_is_none_of_the_page():
    long = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD, FOURTH))
    following = (
        "<p>Bees have moved into the clock tower at Hollin, so the clock will not strike before the first frost, and "
        "the vicar rings a handbell at noon instead.</p><p>A keeper from the next valley offered to take them away, "
        "but the parish voted to wait until they leave of their own will, as it did with the swifts long ago.</p>"
    )
    other = f"<article><h1>Tower closes</h1>{following}<button>Read full story</button></article>"
    text = read(
        page(f"<article><h1>Bridge reopens</h1>{long}</article>{other}", "<title>Bridge reopens</title>")
    ).text
    assert FOURTH in text
    assert "Tower closes" not in text


def test_text_in_boxes_alike_is_one_story():
    box = '<div class="record"><div class="cell"><div class="text">{}</div></div></div>'
    parts = box.format(f"{FIRST}<br><br>{SECOND}"), box.format(f"{THIRD}<br><br>{FOURTH}")
    picture = '<div class="record"><img src="x.jpg"></div>'
    assert FOURTH in read(page(f"<h1>Bridge reopens</h1>{parts[0]}{picture}{parts[1]}")).text


def test_a_day_that_opens_the_text_is_its_day_and_no_part_of_it():
    text = "<br><br>".join((FIRST, SECOND, THIRD))
    draft = read(
        page(
            f'<h1>Bridge reopens</h1><div><span class="news-date">05.11.2024</span>{text}</div>',
            html="<html lang='de'>",
        )
    )
    assert draft.text.startswith(f"Bridge reopens\n\n{FIRST}")
    assert values(draft)["published"] == date(2024, 11, 5)


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Jo Hill; Editing by Ann Poe",
        "SOURCE The Bridge Company",
        "Printed on Tuesday, January 5, 2027",
        "A version of this article appears in print on page 6 of the edition with the headline: A Bridge.",
        "来源：青溪日报",
    ],
)
def test_credits_below_the_text_are_left_out(line):
    assert read(page(f"{STORY}<p>{line}</p>")).text.endswith(THIRD)


def test_a_last_sentence_that_begins_as_a_byline_stays():
    last = "Von den beiden Türmen ist am Ende nur einer geblieben."
    assert read(page(f"{STORY}<p>{last}</p>", html='<html lang="de">')).text.endswith(last)


@pytest.mark.parametrize(
    "line",
    [
        "<div>Advertisement · Scroll to continue</div>",
        "<p>Our newsletter has all of the news that you need in the morning. Sign up <a href=/n>here</a>.</p>",
    ],
    ids=["mark", "invitation"],
)
def test_what_interrupts_the_text_is_left_out(line):
    text = read(page(f"<main><h1>Bridge reopens</h1><p>{FIRST}</p>{line}<p>{SECOND}</p><p>{THIRD}</p></main>")).text
    assert text == f"Bridge reopens\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_a_bold_line_is_the_headline_where_a_page_has_no_headings():
    headline = "<p><b><font size=5>Bridge is open again</font></b></p><p>By Jo Hill</p>"
    text = f"<p>{FIRST}<p>{SECOND}<p>{THIRD}"
    draft = read(page(f"<blockquote>{headline}{text}</blockquote>", "<title>New Page 3</title>"))
    assert values(draft)["title"] == "Bridge is open again"
    assert values(draft)["byline"] == "Jo Hill"


def test_a_name_to_the_right_below_the_text_is_the_byline():
    assert (
        values(read(page(f'{STORY}<p style="text-align:right"><b>Նարե Հակոբյան</b></p>')))["byline"]
        == "Նարե Հակոբյան"
    )


def test_a_page_of_many_forms_is_read_in_time():
    assert read(page(STORY + "<form></form>" * 20_000)).text.endswith(THIRD)


def test_a_page_in_a_language_that_nobody_knows_is_read():
    body = f"<h1>Bridge reopens</h1><p class=date>5 May 2024</p><p>{FIRST}</p><p>{SECOND}</p>"
    assert SECOND in read(page(body, html='<html lang="jn">')).text


@pytest.mark.parametrize("odd", ["\f", "\ufffe", "&#12;", "&#1;", "&#xFFFF;", "&#xD800;"], ids=ascii)
def test_characters_that_no_markup_may_have_stop_nothing(odd):
    menu = f"<nav>Menu</nav>{odd}after it"
    assert THIRD in read(page(f"{menu}{STORY}<p>{SECOND[:30]}{odd}{FOURTH}</p>")).text
