"""A web page's markup as a tree, and that tree without what stands around a story."""

import re
from collections.abc import Callable, Sequence

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from newsqa.errors import ArticleError

DEEPEST = 250  # levels; what follows recurses over the tree, and the deepest page of a site builder has about 60
MOST_ELEMENTS = 100_000  # the page of a long read has a few thousand
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

BLOCK_TAGS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noframes ol p pre section
    summary table tbody td tfoot th thead tr ul""".split()
)
# Never shown as text, or controls to press.
UNREADABLE_TAGS = frozenset(
    """applet area audio button canvas datalist embed head iframe input map math meter noscript object
    optgroup option output param picture progress script select source style svg template textarea title track
    video""".split()
)
FURNITURE_TAGS = frozenset("aside dialog figcaption footer form menu nav".split())
FURNITURE_ROLES = frozenset(
    """alert alertdialog banner complementary contentinfo dialog menu menubar navigation search toolbar
    tooltip""".split()
)
# Words and pairs of words in the class or id of an element that holds something other than the story, and never part
# of a longer name: the body of a page built with Elementor is an "elementor-widget", a story a "premium-article".
FURNITURE_NAMES = """
    share shares shared sharing sharebar sharedaddy sharethis social socials socialbar socialmedia sociable addtoany
    teilen partage compartir related relatedposts recommended recommendations recirc relacionados relacionadas yarpp
    newsletter newsletters signup subscribe mailchimp promo promos promobox promotion ad ads advert adverts
    advertisement advertising adsbygoogle adslot adbox sponsor sponsored sponsors outbrain taboola werbung anzeige
    publicidad publicite cookie cookies consent gdpr breadcrumb breadcrumbs crumbs sidebar pagination pager
    paginator tags taglist keywords authorbox bio biography donate donation donations fundraiser spenden epic
    mostread popular popularposts trending latest readmore readalso seealso weiterlesen meistgelesen nav navbar
    navigation subnav menu topbar footer fusszeile toolbar poll polls quiz modal popup overlay lightbox banner
    copyright teaser teasers carousel slideshow caption captions credit credits reaction reactions rating ratings
    feedback trackbacks pingbacks byline contact meta metadata postmeta postmetadata postinfo timestamp
    """.split()
FURNITURE_PAIRS = """
    (?:share|social|sharing)-(?:bar|buttons?|tools|links|icons|box|list|this|article|widget)
    (?:sd|post|article|entry)-(?:social|sharing|share)
    related-(?:posts?|articles?|stories|story|content|links?|items?|news|box|block|coverage|topics)
    (?:recommended|more)-(?:posts?|articles?|stories|news|links|from|on|about|reading)
    (?:post|article|story|entry|inline|read|content)-(?:related|recommended|recommendations?|recirc)
    newsletter-[a-z-]+  [a-z]+-newsletter  sign-up  [a-z]+-signup-[a-z]+  (?:email|mail)-(?:signup|capture|subscribe)
    subscri(?:be|ption)-(?:box|form|widget|banner|cta|prompt|wall|links)
    (?:ads?|advert|advertisement|promo|sponsor|sponsored)-[a-z]+  [a-z]+-(?:ads?|advert|advertisement|promo)
    (?:cookie|consent|gdpr|privacy)-[a-z]+
    (?:left|right|page|site|content)-(?:sidebar|rail)  sidebar-[a-z]+
    (?:tags?|topic)-(?:list|links|cloud|box|items?)
    (?:post|article|entry|story|cat)-(?:tags|topics|keywords|categories|links)
    author-(?:bio|box|info|card|description|profile|about|block|details)  about-author  about-the-author
    (?:post|article|entry)-author  writer-bio
    (?:donate|donation|support|membership|member|appeal|contributions?)-(?:box|banner|cta|appeal|us|button|form|prompt)
    [a-z]+-popup  popup-[a-z]+  (?:press|media)-contacts?
    call-to-action  cta  reader-revenue  [a-z]+-epic
    most-(?:read|popular|viewed|commented|shared)
    (?:popular|trending|latest|recent)-(?:posts?|news|articles?|stories|now)
    read-(?:more|also|next|on)  also-(?:read|like|see)  see-also  up-next
    next-(?:up|article|post|story)  prev(?:ious)?-(?:article|post|story)
    lire-aussi  lesen-sie-(?:auch|mehr)  mehr-zum-thema  lee-(?:tambien|mas)  leer-mas
    (?:post|site|main|page|entry|article|global|top|bottom|primary|secondary)-(?:nav|navigation|navbar|menu|footer)
    skip-(?:link|to|nav)  back-to-top  nav-[a-z]+  menu-[a-z]+  footer-[a-z]+
    caption-(?:text|box|wrapper)  [a-z]+-caption
    (?:image|photo|img|picture|figure|media|video|gallery|foto)-(?:credits?|byline|copyright|description)
    no-?print  d-print-none  hide-print  right-?(?:col|column|bar|rail)  (?:col|column|spalte)-(?:right|rechts)
    (?:entry|post|article|story|content|item|byline|author)-(?:meta|metadata|info|byline|date|dateline|timestamp|published)
    posted-on  video-(?:player|playlist|embed)  audio-(?:player|embed)  listen-(?:to|button|bar)  text-to-speech
    paywall-(?:prompt|banner|overlay|message|cta|barrier|offer)  gallery-(?:nav|thumbs)
    """.split()
COMMENT_NAMES = """
    comments? commentlist comment-?list comentarios kommentare commentaires disqus disqus-thread respond
    comments?-(?:area|section|list|wrapper|thread|body|content|block|form|reply|container)
    (?:article|post|user|reader|story|facebook|fb)-comments
    """.split()
CAPTION = re.compile(r"(?<![a-z-])(?:(?:image|img|photo|picture)-)?(?:caption|credits?|descr)(?![a-z-])")
FURNITURE = re.compile(
    rf"(?<![a-z-])(?:{'|'.join(FURNITURE_NAMES)})(?![a-z-])|(?<![a-z])(?:{'|'.join(FURNITURE_PAIRS)})(?![a-z])"
)
COMMENTS = re.compile(rf"(?<![a-z-])(?:{'|'.join(COMMENT_NAMES)})(?![a-z-])")
# What follows is said of the page, not of this element: "has-sidebar", "no-comments".
SAID_OF_PAGE = re.compile(
    r"(?<![a-z])(?:has|with|no|without|hide|show|is|single|category|tag|type|format|post-type)-{1,2}[a-z-]+"
)
HIDDEN = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text)?|print-only|a11y-hidden|hidden-print)(?:\s|$)", re.I
)
HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
ARTICLE_BODY = ".//*[contains(concat(' ', @itemprop, ' '), ' articleBody ')]"
DAY_TAGS = frozenset("b em font i small span strong time".split())
DAY_NAMES = re.compile(r"(?<![a-z])(?:date|time|datetime|day|published)(?![a-z])")
DAY_IN_FIGURES = re.compile(r"\s*\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:,?\s+\d{1,2}[:.]\d{2}(?::\d{2})?)?\s*")
SHORTEST_STORY_AROUND = 400  # characters around a headline that make an element the story, whatever its class says
LONGEST_FORM_PITCH = 300  # characters that may stand with a form and belong to it: "Our newsletter, every morning"
WRAPPERS = frozenset("body html main".split())

INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|big|bdo|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|time|var)\b[^<>]*>",
    re.I,
)
LAYOUT_TAG = re.compile(r"</?(?!(?:html|head|body|title|meta|link|script|style|h[1-6]|p|br)\b)[a-z][^<>]*>", re.I)


def parse_page(markup: str) -> HtmlElement | None:
    """The page's tree as a browser would make it, of broken markup too; None where there is none.

    Raises:
        ArticleError: there are more elements, or deeper in one another, than any page for readers has.
    """
    markup = CONTROLS.sub("", markup.replace("\f", " "))
    tree = _parsed(markup)
    if tree is not None and _is_too_deep(tree):
        # The parser gives up at some depth and loses what comes after: without its boxes, the page is flat.
        tree = _parsed(re.sub("(?:<br>)+", "<br><br>", LAYOUT_TAG.sub("<br>", INLINE_TAG.sub("", markup))))
        if tree is not None and _is_too_deep(tree):
            raise ArticleError("has its markup nested too deeply to be a page for readers")
    if tree is not None and (elements := sum(1 for _ in tree.iter())) > MOST_ELEMENTS:
        raise ArticleError(f"is too large for a web page ({elements:,} elements; newsqa reads {MOST_ELEMENTS:,})")
    return tree


def _parsed(markup: str) -> HtmlElement | None:
    # huge_tree lifts the parser's limits on depth (256 levels) and on the length of one text (a script of 10 MB).
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False)
    try:
        return document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None


def _is_too_deep(tree: HtmlElement) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return True
    return False


def remove_unseen(tree: HtmlElement) -> None:
    """Take out of a tree what a reader doesn't see, or sees as no text: scripts, controls, hidden parts."""
    page_length = _readable_length(tree)
    _take_out(tree, lambda element: element.tag in UNREADABLE_TAGS or _is_hidden(element, page_length))


def remove_furniture(tree: HtmlElement, *, titles: Sequence[str] = ()) -> dict[HtmlElement, HtmlElement]:
    """Take out of a tree what a reader doesn't see, and what holds something else than the page's story.

    That is told by an element's kind, its role and the words of its class. An element around the story itself, or
    around a headline that is one of the page's `titles`, stays, whatever its class says. An empty element takes the
    place of each, since the text around it must not grow together; returned are those empty elements, each with the
    one that stood there.
    """
    remove_unseen(tree)
    page_length = _readable_length(tree)
    pitches = {box for box in _pitches(tree) if not _is_around_story(box, page_length)}
    kept = _around_title(tree, titles)
    return _take_out(
        tree, lambda element: element not in kept and (element in pitches or _is_furniture(element, page_length))
    )


def _around_title(tree: HtmlElement, titles: Sequence[str]) -> set[HtmlElement]:
    """The elements around the page's one h1, where that says what the page declares to be its title."""
    headlines = list(tree.iter("h1"))
    if len(headlines) != 1 or " ".join(headlines[0].text_content().split()) not in titles:
        return set()
    return set(headlines[0].iterancestors())


def _take_out(tree: HtmlElement, is_out: Callable[[HtmlElement], bool]) -> dict[HtmlElement, HtmlElement]:
    taken: dict[HtmlElement, HtmlElement] = {}
    waiting = list(tree)
    while waiting:
        element = waiting.pop()
        if is_out(element):
            taken[_replace(element)] = element
        else:
            waiting.extend(element)
    return taken


def _is_furniture(element: HtmlElement, page_length: int) -> bool:
    """Whether an element stands beside the story, by its kind, role or class, on a page with so much text."""
    tag = element.tag
    if tag in WRAPPERS:
        return False
    if COMMENTS.search(names := _names(element)) and (tag in BLOCK_TAGS or "-" in tag):
        return not (_holds_headline(element) or element.xpath(ARTICLE_BODY))
    if tag == "figure":
        return _is_picture(element)
    if (tag == "span" and CAPTION.search(names)) or _is_day_before_text(element, names):
        return True
    is_named = (
        (tag in FURNITURE_TAGS and not (tag == "footer" and element.getparent().tag == "blockquote"))
        or element.get("role", "").lower() in FURNITURE_ROLES
        or (tag.startswith("amp-") and tag not in ("amp-accordion", "amp-fit-text"))
        or ((tag in BLOCK_TAGS or tag == "ins") and FURNITURE.search(names) is not None)
    )
    return is_named and not _is_around_story(element, page_length)


def _is_day_before_text(element: HtmlElement, names: str) -> bool:
    """Whether an element opens a line with a day: "<span class='date'>05.11.2024</span>The council has"."""
    if element.tag not in DAY_TAGS or DAY_NAMES.search(names) is None or element.getprevious() is not None:
        return False
    is_first = not (element.getparent().text or "").strip()
    return is_first and DAY_IN_FIGURES.fullmatch(element.text_content()) is not None


def _replace(element: HtmlElement) -> HtmlElement:
    """An empty element in the place of another, which is a tree of its own from now on."""
    parent = element.getparent()
    empty: HtmlElement = parent.makeelement("div" if element.tag in BLOCK_TAGS else "span")
    # A tree may have characters that lxml reads, of "&#12;", and refuses to write.
    empty.tail, element.tail = CONTROLS.sub(" ", element.tail or ""), None
    parent.replace(element, empty)
    return empty


def _is_hidden(element: HtmlElement, page_length: int) -> bool:
    if element.tag in WRAPPERS:
        return False
    is_hidden = (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or HIDING_STYLE.search(element.get("style", "")) is not None
        or HIDDEN.search(element.get("class", "")) is not None
    )
    # Pages that a script uncovers hide their story until then.
    return is_hidden and _readable_length(element) <= page_length / 2


def _names(element: HtmlElement) -> str:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    names = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names).lower().replace("_", "-")
    return SAID_OF_PAGE.sub("", re.sub(r"-{2,}", "-", names))


def _is_around_story(element: HtmlElement, page_length: int) -> bool:
    if element.xpath(ARTICLE_BODY):
        return True
    length = _readable_length(element)
    return length > page_length / 2 or (_holds_headline(element) and length > SHORTEST_STORY_AROUND)


def _holds_headline(element: HtmlElement) -> bool:
    return element.find(".//h1") is not None


def _is_picture(figure: HtmlElement) -> bool:
    """A figure may also hold a table, a quotation or a listing, which are read."""
    if next(figure.iter("blockquote", "table", "pre"), None) is not None:
        return False
    return sum(_readable_length(paragraph) for paragraph in figure.iter("p")) < LONGEST_FORM_PITCH


def _pitches(tree: HtmlElement) -> set[HtmlElement]:
    """For each form, the largest element around it that says no more than what the form is for."""
    is_pitch: dict[HtmlElement, bool] = {}  # of each element once: a page may have thousands of forms in one box
    found = set()
    for form in tree.iter("form"):
        box = form
        while (parent := box.getparent()) is not None:
            if parent not in is_pitch:
                is_pitch[parent] = _is_pitch(parent)
            if not is_pitch[parent]:
                break
            box = parent
        found.add(box)
    return found


def _is_pitch(element: HtmlElement) -> bool:
    if element.tag in (*WRAPPERS, "article", "td") or element.get("itemprop"):
        return False
    return _readable_length(element) <= LONGEST_FORM_PITCH and not _holds_headline(element)


def _readable_length(element: HtmlElement) -> int:
    """Characters of text in an element, without those of scripts and links."""
    length = 0
    for event, child in (walk := etree.iterwalk(element, events=("start", "end"))):
        if event == "start":
            if child.tag in UNREADABLE_TAGS or child.tag == "a":
                walk.skip_subtree()
            elif child.text:
                length += len(child.text.strip())
        elif child is not element and child.tail:
            length += len(child.tail.strip())
    return length
