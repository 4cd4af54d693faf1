"""News pages as sites of many kinds lay them out, each a function of a story: its markup, and what should be read of it."""

# A page's markup is best read as the page has it, however long its lines.
# ruff: noqa: D103, E501

import html
import json
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

LOREM = """The parish hall roof appeal has passed its halfway mark after a concert by the brass band on Sunday raised
more than expected.|Motorists face a week of delays while gas mains are renewed between the station and the ring road.|A
missing tortoise has been found two gardens away, three years after it was last seen.|Councillors will be asked to approve
new bins for every household at next month's meeting.|Bakers say the price of butter has doubled since the autumn and that
they can no longer absorb it.|The cup tie was abandoned at half time when the floodlights failed for the second
week running.""".replace("\n", " ").split("|")
HEADS = """Roof appeal past halfway|Gas works to close ring road|Tortoise home after three years|New bins for all|Butter
price worries bakers|Cup tie abandoned in the dark""".replace("\n", " ").split("|")


class Story(NamedTuple):
    """A story and what is known of it."""

    title: str
    source: str
    byline: str
    published: str
    text: str
    lang: str

    @property
    def paragraphs(self) -> list[str]:
        """Those of its text."""
        return self.text.split("\n\n")

    @property
    def slug(self) -> str:
        """Its title as addresses have it."""
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")[:40] or "story"


class Page(NamedTuple):
    """A page, the paragraphs to be read of it, and the details that it gives; None for one that it doesn't give.

    A layout with several stories makes a list of these, with the same markup.
    """

    html: str
    text: list[str]
    details: dict[str, str | None]
    encoding: str = "utf-8"


def e(text: str) -> str:
    """A text as markup."""
    return html.escape(text, quote=False)


def linked(text: str, href: str = "/topic/x") -> str:
    """A paragraph with a link and a bold word in it."""
    words = e(text).split(" ")
    if len(words) > 9:
        words[3] = f'<a href="{href}">{words[3]}'
        words[5] += "</a>"
        words[8] = f"<strong>{words[8]}</strong>"
    return " ".join(words)


def sentence(text: str) -> str:
    """The first sentence of a paragraph."""
    return re.split(r"(?<=[.!?”\"])\s", text)[0]


def ps(paragraphs: Sequence[str], tag: str = "p", attributes: str = "") -> str:
    return "\n".join(f"<{tag}{attributes}>{linked(p)}</{tag}>" for p in paragraphs)


def details(s: Story, **changes: str | None) -> dict[str, str | None]:
    return {"title": s.title, "byline": s.byline, "source": s.source, "published": s.published, **changes}


def long_day(s: Story) -> str:
    months = "January February March April May June July August September October November December".split()
    year, month, day = s.published.split("-")
    return f"{months[int(month) - 1]} {int(day)}, {year}"


def teasers(date: bool = True) -> str:
    return "".join(
        f'<li><a href="/n/{i}">{h}</a>{f" <time datetime=2026-0{i + 1}-11>{i + 1} Nov 2026</time>" if date else ""}</li>'
        for i, h in enumerate(HEADS)
    )


def wp_classic(s: Story) -> Page:
    y, m, d = s.published.split("-")
    url = f"https://www.{s.slug[:8]}news.example/{y}/{m}/{d}/{s.slug}/"
    markup = f"""<!DOCTYPE html>
<!--[if !(IE 7)]><!--><html lang="{s.lang}-US"><!--<![endif]--><head><meta charset="UTF-8" /><title>{e(s.title)} | {e(s.source)}</title>
<link rel="canonical" href="{url}" /><link rel='stylesheet' id='twentytwelve-style-css' href='/style.css' media='all' />
<style>.recentcomments a{{display:inline !important}}</style></head>
<body class="post-template-default single single-post postid-4711 single-format-standard custom-font-enabled single-author has-sidebar">
<div id="page" class="hfeed site"><header id="masthead" class="site-header" role="banner"><hgroup><h1 class="site-title"><a href="/">{e(s.source)}</a></h1>
<h2 class="site-description">All the news from the valley and beyond</h2></hgroup><nav id="site-navigation" class="main-navigation"><ul class="nav-menu"><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<div id="main" class="wrapper"><div id="primary" class="site-content"><div id="content" role="main">
<article id="post-4711" class="post-4711 post type-post status-publish format-standard hentry category-news tag-council">
<header class="entry-header"><h1 class="entry-title">{e(s.title)}</h1><div class="comments-link"><a href="#respond"><span class="leave-reply">Leave a reply</span></a></div></header>
<div class="entry-content">{ps(s.paragraphs[:2])}
<div id="attachment_99" class="wp-caption alignnone" style="width: 310px"><img src="a.jpg" alt="x" /><p class="wp-caption-text">Picture: our photographer was on the spot early in the morning.</p></div>
{ps(s.paragraphs[2:])}
<div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block sd-social"><h3 class="sd-title">Share this:</h3><div class="sd-content"><ul><li class="share-facebook"><a>Click to share on Facebook (Opens in new window)</a></li><li><a>Click to print</a></li></ul></div></div></div>
<div id='jp-relatedposts' class='jp-relatedposts'><h3 class="jp-relatedposts-headline"><em>Related</em></h3><p class="jp-relatedposts-post-excerpt">{LOREM[0]}</p></div></div>
<footer class="entry-meta">This entry was posted in <a href="/c" rel="category tag">News</a> on <a href="{url}" rel="bookmark"><time class="entry-date" datetime="{s.published}T09:12:44+00:00">{long_day(s)}</time></a><span class="by-author"> by <span class="author vcard"><a class="url fn n" href="/author/x" rel="author">{e(s.byline)}</a></span></span>.</footer></article>
<nav class="nav-single"><h3 class="assistive-text">Post navigation</h3><span class="nav-previous"><a rel="prev">← {HEADS[1]}</a></span></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">2 thoughts on “{e(s.title)}”</h2><ol class="commentlist"><li class="comment"><article id="comment-1" class="comment"><header class="comment-meta"><cite class="fn">Oldtimer</cite> <time datetime="2026-04-01T10:00:00+00:00">April 1, 2026 at 10:00 am</time></header><section class="comment-content comment"><p>I remember when this happened in my father's day and nobody wrote about it then, let me tell you, because there was no paper.</p></section></article></li></ol></div>
</div></div><div id="secondary" class="widget-area" role="complementary"><aside id="recent-posts-2" class="widget widget_recent_entries"><h3 class="widget-title">Recent Posts</h3><ul>{"".join(f'<li><a href=#>{h}</a> <span class="post-date">March {i + 2}, 2026</span></li>' for i, h in enumerate(HEADS))}</ul></aside></div></div>
<footer id="colophon" role="contentinfo"><div class="site-info"><a href="https://wordpress.example/">Proudly powered by WordPress</a></div></footer></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def wp_blocks(s: Story) -> Page:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "NewsArticle",
                "@id": "/x#article",
                "headline": s.title,
                "datePublished": f"{s.published}T05:00:00+00:00",
                "author": {"@id": "/#p"},
                "publisher": {"@id": "/#org"},
                "mainEntityOfPage": {"@id": "/x"},
            },
            {
                "@type": "WebPage",
                "@id": "/x",
                "url": f"https://blocks.example/{s.slug}/",
                "name": f"{s.title} - {s.source}",
                "dateModified": "2026-01-01T00:00:00+00:00",
            },
            {"@type": "Organization", "@id": "/#org", "name": s.source},
            {"@type": "Person", "@id": "/#p", "name": s.byline},
        ],
    }
    half = len(s.paragraphs) // 2
    markup = f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="UTF-8"><title>{e(s.title)} - {e(s.source)}</title>
<meta property="og:title" content="{html.escape(s.title)} - {html.escape(s.source)}"><meta property="og:site_name" content="{html.escape(s.source)}">
<script type="application/ld+json" class="yoast-schema-graph">{json.dumps(graph)}</script></head>
<body class="wp-singular post-template-default single wp-embed-responsive wp-theme-twentytwentyfour"><a class="skip-link screen-reader-text" href="#wp--skip-link--target">Skip to content</a>
<div class="wp-site-blocks"><header class="wp-block-template-part"><div class="wp-block-group alignwide is-layout-flex"><p class="wp-block-site-title"><a href="/">{e(s.source)}</a></p><nav class="wp-block-navigation"><ul><li><a>Politics</a></li></ul></nav></div></header>
<main class="wp-block-group is-layout-flow" id="wp--skip-link--target"><div class="wp-block-group has-global-padding is-layout-constrained"><h1 class="wp-block-post-title">{e(s.title)}</h1>
<div class="wp-block-template-part"><div class="wp-block-group is-layout-flex"><div class="wp-block-post-date"><time datetime="{s.published}T05:00:00+00:00">{long_day(s)}</time></div><p>—</p><div class="wp-block-post-author-name">by {e(s.byline)}</div><div class="taxonomy-category wp-block-post-terms"><a>News</a></div></div></div></div>
<div class="entry-content wp-block-post-content is-layout-constrained">
{ps(s.paragraphs[:half])}
<figure class="wp-block-pullquote"><blockquote><p>{e(sentence(s.paragraphs[0]))}</p></blockquote></figure>
<h2 class="wp-block-heading">What is known so far</h2>
{ps(s.paragraphs[half:])}
<figure class="wp-block-image"><img src="b.jpg"/><figcaption class="wp-element-caption">The scene on the day, seen from the north.</figcaption></figure>
<ul class="wp-block-latest-posts__list wp-block-latest-posts">{teasers()}</ul></div>
<div class="wp-block-comments"><h2 class="wp-block-comments-title">One response</h2><p>Very well said. I shall be sending this to my sister in Canada who will not believe a single word of it.</p></div></main>
<footer class="wp-block-template-part"><p>Designed with WordPress</p></footer></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs[:half], "What is known so far", *s.paragraphs[half:]], details(s))


def newspaper_theme(s: Story) -> Page:
    one, rest = s.paragraphs[0], s.paragraphs[1:]
    markup = f"""<!doctype html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{e(s.title)} — {e(s.source)}</title><meta name="author" content="admin">
<meta property="article:published_time" content="{s.published}T18:40:11+01:00"><meta property="og:site_name" content="{html.escape(s.source)}"><meta property="og:url" content="https://np.example/{s.slug}">
</head><body class="td-standard-pack global-block-template-1"><div id="td-mobile-nav"><ul class="td-mobile-main-menu"><li><a>Homepage</a></li></ul></div>
<div class="td-header-wrap"><div class="td-header-sp-top-menu"><div class="top_header_date">Friday, November 27, 2026</div></div></div>
<div class="td-main-content-wrap"><div class="td-container"><div class="td-crumb-container"><div class="entry-crumbs"><span><a>Home</a></span> <i class="td-icon-right"></i> <span>{e(s.title)}</span></div></div>
<div class="td-pb-row"><div class="td-pb-span8 td-main-content"><div class="td-ss-main-content"><article class="post type-post status-publish">
<div class="td-post-header"><ul class="td-category"><li><a>Local</a></li></ul><header class="td-post-title"><h1 class="entry-title">{e(s.title)}</h1><div class="td-module-meta-info"><div class="td-post-author-name">By <a href="/author/1">{e(s.byline)}</a> <div class="td-author-line"> - </div></div><span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{s.published}T18:40:11+01:00">{long_day(s)}</time></span><div class="td-post-views"><span>1834</span></div></div></header></div>
<div class="td-post-sharing-top"><div class="td-social-sharing"><a class="td-social-facebook"><div>Facebook</div></a><a><div>Twitter</div></a></div></div>
<div class="td-post-content tagdiv-type"><p>{linked(one)}</p><div class="td-a-rec td-a-rec-id-content_inline"><span class="td-adspot-title">- Advertisement -</span></div>
{ps(rest[:2])}<div class="td_block_wrap td_block_related_posts"><h4 class="td-related-title"><a>RELATED ARTICLES</a><a>MORE FROM AUTHOR</a></h4><div class="td_module_related_posts"><h3><a>{HEADS[2]}</a></h3><p>{LOREM[2]}</p></div></div>
{ps(rest[2:])}</div>
<footer><div class="td-post-source-tags"><ul class="td-tags"><li><span>TAGS</span></li><li><a>council</a></li><li><a>roads</a></li></ul></div><div class="author-box-wrap"><div class="desc"><div class="td-author-name vcard author"><a>{e(s.byline)}</a></div><div class="td-author-description">Has covered the county for twenty years and lives in a houseboat with two cats and far too many books.</div></div></div></footer></article></div></div>
<div class="td-pb-span4 td-main-sidebar"><div class="td-ss-main-sidebar"><div class="td_block_wrap"><h4>LATEST</h4><div class="td_module_6"><h3><a>{HEADS[3]}</a></h3><time class="entry-date" datetime="2026-11-26T01:00:00+00:00">November 26, 2026</time></div></div></div></div></div></div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def amp(s: Story) -> Page:
    record = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": f"{s.published}T11:00:00Z",
        "dateModified": f"{s.published}T15:00:00Z",
        "author": [{"@type": "Person", "name": s.byline}],
        "publisher": {"@type": "Organization", "name": s.source, "logo": {"@type": "ImageObject", "url": "l.png"}},
    }
    markup = f"""<!doctype html><html ⚡ lang="{s.lang}"><head><meta charset="utf-8"><title>{e(s.title)}</title><link rel="canonical" href="https://m.example/news/{s.slug}.html"><script async src="https://cdn.ampproject.org/v0.js"></script><style amp-boilerplate>body{{animation:-amp-start 8s}}</style>
<script type="application/ld+json">{json.dumps(record)}</script></head><body>
<amp-consent layout="nodisplay" id="ck"><div id="consent-ui" class="popupOverlay"><h3>We value your privacy</h3><p>We and our 812 partners store and access information on a device, such as cookies, and process personal data for ads.</p><button on="tap:ck.accept">Accept</button></div></amp-consent>
<amp-sidebar id="sidebar1" layout="nodisplay" side="right"><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></amp-sidebar>
<header class="amp-header"><a href="/"><amp-img src="logo.png" width="100" height="20"></amp-img></a></header>
<main><div class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{e(s.title)}</h1><div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">{e(s.byline)}</span></div><div class="amp-wp-meta amp-wp-posted-on"><time datetime="{s.published}T11:00:00+00:00">2 years ago</time></div></header>
<figure class="amp-wp-article-featured-image"><amp-img src="x.jpg" width="600" height="400" layout="responsive"></amp-img><figcaption>Officials at the site. Picture by the agency.</figcaption></figure>
<div class="amp-wp-article-content">{ps(s.paragraphs[:1])}<amp-ad width=300 height=250 type="doubleclick"><div placeholder>Loading advertisement</div></amp-ad>{ps(s.paragraphs[1:3])}
<div class="readalso"><a href="/r">Read also: {HEADS[4]}</a></div>{ps(s.paragraphs[3:])}</div>
<amp-social-share type="email"></amp-social-share><amp-list src="/more.json"><template type="amp-mustache"><a href="{{{{url}}}}">{{{{title}}}}</a></template></amp-list></div></main><footer class="amp-wp-footer"><p>© 2026 All rights reserved</p><a href="#top">Back to top</a></footer><amp-analytics><script type="application/json">{{"vars":{{"account":"UA-1"}}}}</script></amp-analytics></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def drupal(s: Story) -> Page:
    y, m, d = s.published.split("-")
    markup = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML+RDFa 1.0//EN" "http://www.w3.org/MarkUp/DTD/xhtml-rdfa-1.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="{s.lang}" version="XHTML+RDFa 1.0" dir="ltr"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><meta name="Generator" content="Drupal 7 (http://drupal.org)" /><link rel="canonical" href="/node/311" /><title>{e(s.title)} | {e(s.source)}</title></head>
<body class="html not-front not-logged-in one-sidebar sidebar-first page-node page-node-311 node-type-article"><div id="skip-link"><a href="#main-content" class="element-invisible element-focusable">Skip to main content</a></div>
<div id="page-wrapper"><div id="page"><div id="header"><div class="section clearfix"><div id="name-and-slogan"><div id="site-name"><strong><a href="/" title="Home" rel="home"><span>{e(s.source)}</span></a></strong></div></div></div></div>
<div id="main-wrapper"><div id="main" class="clearfix"><div id="sidebar-first" class="column sidebar"><div class="region region-sidebar-first"><div id="block-user-login" class="block block-user"><h2>User login</h2><form action="/node/311?destination=node/311" method="post"><label>Username</label><input type="text" name="name" /><input type="hidden" /></form></div></div></div>
<div id="content" class="column"><div class="section"><a id="main-content"></a><h1 class="title" id="page-title">{e(s.title)}</h1><div class="tabs"></div><div class="region region-content"><div id="block-system-main" class="block block-system"><div class="content">
<div id="node-311" class="node node-article node-full clearfix" about="/node/311" typeof="sioc:Item foaf:Document"><div class="meta submitted"><span property="dc:date dc:created" content="{s.published}T10:00:00+00:00" datatype="xsd:dateTime">Submitted by <span class="username" xml:lang="">{e(s.byline)}</span> on Tue, {m}/{d}/{y} - 10:00</span></div>
<div class="content clearfix"><div class="field field-name-field-image field-type-image"><div class="field-items"><div class="field-item even"><img src="x.png" /></div></div></div><div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded">{ps(s.paragraphs)}</div></div></div>
<div class="field field-name-field-tags field-type-taxonomy-term-reference field-label-above"><h3 class="field-label">Tags: </h3><ul class="links"><li class="taxonomy-term-reference-0"><a href="/t/1">Transport</a></li><li><a href="/t/2">Money</a></li></ul></div></div>
<div class="link-wrapper"><ul class="links inline"><li class="comment_forbidden first last"><span><a href="/user/login">Log in</a> or <a href="/user/register">register</a> to post comments</span></li></ul></div></div>
</div></div></div></div></div></div></div><div id="footer-wrapper"><div class="section"><div id="footer"><div class="content"><span>Powered by <a href="http://drupal.org">Drupal</a></span></div></div></div></div></div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def blogger(s: Story) -> Page:
    body = "<br />\n<br />\n".join(linked(p) for p in s.paragraphs)
    y, m, _ = s.published.split("-")
    markup = f"""<!DOCTYPE html><html class='v2' dir='ltr' xmlns='http://www.w3.org/1999/xhtml'><head><meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/><link href='http://{s.slug[:10]}.blogspot.example/{y}/{m}/{s.slug}.html' rel='canonical'/><title>{e(s.source)}: {e(s.title)}</title></head>
<body class='loading variant-simplysimple'><div class='navbar section' id='navbar'></div><div class='content-outer'><header><div class='header-outer'><div class='titlewrapper'><h1 class='title'><a href='/'>{e(s.source)}</a></h1></div><div class='descriptionwrapper'><p class='description'><span>Notes from a small place, mostly about buses.</span></p></div></div></header>
<div class='main-outer'><div class='columns-inner'><div class='column-center-outer'><div class='main section' id='main'><div class='widget Blog' id='Blog1'><div class='blog-posts hfeed'><div class="date-outer"><h2 class='date-header'><span>{long_day(s)}</span></h2><div class="date-posts"><div class='post-outer'><div class='post hentry uncustomized-post-template' itemscope='itemscope' itemtype='http://schema.org/BlogPosting'><a name='123'></a><h3 class='post-title entry-title' itemprop='name'>{e(s.title)}</h3><div class='post-header'><div class='post-header-line-1'></div></div>
<div class='post-body entry-content' id='post-body-123' itemprop='description articleBody'><div class="separator" style="clear: both;"><a href="x.jpg"><img src="x.jpg" /></a></div>{body}<div style='clear: both;'></div></div>
<div class='post-footer'><div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>Posted by <span class='fn' itemprop='author' itemscope='itemscope' itemtype='http://schema.org/Person'><a class='g-profile' href='/p/1' rel='author' title='author profile'><span itemprop='name'>{e(s.byline)}</span></a></span></span> <span class='post-timestamp'>at <a class='timestamp-link' href='/x' rel='bookmark' title='permanent link'><abbr class='published' itemprop='datePublished' title='{s.published}T07:31:00-08:00'>7:31 AM</abbr></a></span></div><div class='post-footer-line-2'><span class='post-labels'>Labels: <a rel='tag'>buses</a></span></div></div></div>
<div class='comments' id='comments'><h4>1 comment:</h4><dl><dt class='comment-author'>Anonymous said...</dt><dd class='comment-body'><p>First! Great blog, please also visit my page where you will find many bargains on shoes and watches.</p></dd></dl></div></div></div></div></div></div></div></div>
<div class='column-right-outer'><div class='sidebar section'><div class='widget BlogArchive'><h2>Blog Archive</h2><ul class='hierarchy'><li class='archivedate'><a href='/2026/'>2026</a> (12)<ul class='posts'><li><a>{HEADS[1]}</a></li></ul></li></ul></div><div class='widget Profile'><h2>About Me</h2><p>I have lived here all my life and I take the number nine bus every single day, rain or shine.</p></div></div></div></div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def letter_platform(s: Story) -> Page:
    markup = f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="utf-8"/><title data-rh="true">{e(s.title)} - by {e(s.byline)} - {e(s.source)}</title><meta name="author" content="{e(s.byline)}"/><meta property="og:title" content="{html.escape(s.title)}"/><link rel="canonical" href="https://letters.example/p/{s.slug}"/>
<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": s.published + "T06:02:17+00:00", "isAccessibleForFree": True, "author": [{"@type": "Person", "name": s.byline}], "publisher": {"@type": "Organization", "name": s.source}})}</script></head><body><div id="entry"><div id="main" class="main typography use-theme-bg"><div class="pencraft pc-display-flex topBar-pIF0J1"><a href="/" class="navbar-title-link">{e(s.source)}</a><div class="pencraft buttons"><button>Subscribe</button><button>Sign in</button></div></div>
<div><div class="single-post-container"><div class="container"><div class="single-post"><div class="pencraft post-wrapper"><article class="typography newsletter-post post"><div role="region" aria-label="Post header" class="pencraft post-header"><h1 dir="auto" class="post-title published title-X77sOw">{e(s.title)}</h1><h3 dir="auto" class="subtitle subtitle-HEEcLo">A letter about what went on this week, and why it matters.</h3><div class="pencraft byline-wrapper"><div class="pencraft meta-EgzBVA"><a href="/@x">{e(s.byline)}</a></div><div class="pencraft meta-EgzBVA">{long_day(s)}</div></div><div class="post-ufi"><a class="like-button">41</a><a>7</a><button>Share</button></div></div>
<div class="visibility-check"></div><div><div class="available-content"><div dir="auto" class="body markup">{ps(s.paragraphs[:3])}
<div class="subscription-widget-wrap-editor" data-attrs="{{}}"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">Thanks for reading! Subscribe for free to receive new posts and support my work.</p></div><form class="subscription-widget-subscribe"><input type="email" placeholder="Type your email…"/><div class="button-wrapper"><input type="submit" value="Subscribe"/></div></form></div></div>
{ps(s.paragraphs[3:])}<p class="button-wrapper" data-attrs="{{}}"><a class="button primary" href="/share"><span>Share</span></a></p></div></div></div></article></div></div></div>
<div class="container comments-section"><h4>Discussion about this post</h4><div class="comment-list"><div class="comment"><p>Thank you for this. My uncle worked there for thirty years and would have agreed with every word you say about the managers.</p></div></div></div></div></div></div></div></body></html>"""
    return Page(
        markup, [s.title, "A letter about what went on this week, and why it matters.", *s.paragraphs], details(s)
    )


def tables_2003(s: Story) -> Page:
    body = "<p>\n".join(e(p) for p in s.paragraphs)
    markup = f"""<html>
<head><title>{e(s.source)} Online - {e(s.title)}</title><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head>
<body bgcolor="#FFFFFF" text="#000000" link="#000099" topmargin=0>
<table width="760" border="0" cellspacing="0" cellpadding="0" align=center><tr><td colspan=3><img src="/images/masthead.gif" width=760 height=80></td></tr>
<tr bgcolor="#003366"><td colspan=3><font face="Verdana" size="1" color="#FFFFFF"><b>&nbsp;<a href="/index.html">HOME</a> | <a href="/sports.html">SPORTS</a> | <a href="/obits.html">OBITUARIES</a> | <a href="/class.html">CLASSIFIEDS</a></b></font></td></tr>
<tr valign="top"><td width="130" bgcolor="#EEEEEE"><table width=130><tr><td><font size=1><b>Sections</b><br><a href=1>Local</a><br><a href=2>State</a><br><a href=3>Weather</a><br><a href=4>Letters</a><br><br><b>Services</b><br><a href=5>Subscribe</a><br><a href=6>Place an ad</a></font></td></tr></table></td>
<td width="480"><table width="470" cellpadding=6><tr><td><font face="Times New Roman, Times" size="5"><b>{e(s.title)}</b></font><br><br>
<font face="Arial" size="2"><b>By {e(s.byline)}</b><br>Staff writer<br>{long_day(s)}</font>
<p><font face="Times New Roman, Times" size="3">{body}</font><p><font size="1"><a href="mailto:news@x.example">E-mail this story</a> | <a href="/print">Printer friendly version</a></font></td></tr></table></td>
<td width="150" bgcolor="#F5F5DC"><table><tr><td><font size=2><b>Also in today's edition</b><br><br>&#149; <a href=x1>{HEADS[0]}</a><br>{LOREM[0]}<br><br>&#149; <a href=x2>{HEADS[1]}</a><br>{LOREM[1]}</font></td></tr></table></td></tr>
<tr><td colspan=3 align=center><font size=1>Copyright &copy; 2003 {e(s.source)}. All rights reserved. <a href=priv>Privacy</a></font></td></tr></table></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, source=f"{s.source} Online"), "cp1252")


def wire(s: Story) -> Page:
    ps_ = "".join(
        f'<div class="text__text__1FZLe text__dark-grey__3Ml43 article-body__element__2p5pI" data-testid="paragraph-{i}">{linked(p)}</div>'
        for i, p in enumerate(s.paragraphs)
    )
    url = f"https://www.wire.example/world/{s.slug}-{s.published}/"
    markup = f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charSet="utf-8"/><title>{e(s.title)} | {e(s.source)}</title><link rel="canonical" href="{url}"/><meta name="article:published_time" content="{s.published}T02:14:41Z"/><meta name="article:modified_time" content="{s.published}T09:14:41Z"/><meta name="article:author" content="{e(s.byline)}"/><meta property="og:site_name" content="{e(s.source)}"/></head><body><div id="fusion-app"><div class="site-header__sticky"><a href="/">World</a><a href="/b">Business</a><button>My View</button></div>
<main class="regular-article-layout__main__1tzD8"><div class="regular-article-layout__inner__1FcOb"><div class="regular-article-layout__content"><article data-testid="Article"><div class="article-header__wrapper__3IgZU"><span class="kicker"><a>World</a></span><h1 data-testid="Heading" class="text__text">{e(s.title)}</h1><div class="info-content__author-date__1Epi_"><div class="author-name__author__1gx5k">By <a rel="author" href="/authors/x">{e(s.byline)}</a></div><time aria-label="date" data-testid="Text"><span class="date-line__date">{long_day(s)}</span><span>2:14 AM UTC</span><span class="date-line__date">Updated 2 years ago</span></time></div></div>
<div class="article-body__content__17Yit"><div data-testid="primary-image"><figure><img src="x"/><figcaption data-testid="caption"><span>A view of the site in this file photo. REUTERS-like agency/Photographer</span></figcaption></figure></div>{ps_}
<p class="article-body__element__2p5pI sign-off">Reporting by the bureau; Editing by Hugh Lowe</p><p class="text__text trust-badge">Our Standards: <a href="/t">The Trust Principles.</a></p></div>
<div class="toolbar"><button>Acquire Licensing Rights</button></div></article><div class="author-bio__card"><p class="author-bio__name">{e(s.byline)}</p><p class="author-bio__description">Covers frontier disputes and grain markets from a bureau of one and has done so since the spring of 2009.</p></div></div>
<aside><section data-testid="ReadNext"><h2>Read Next</h2><div class="story-card"><a>{HEADS[4]}</a><time datetime="2026-10-01T00:00:00Z">October 1, 2026</time></div></section></aside></div></main></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs, "Reporting by the bureau; Editing by Hugh Lowe"], details(s))


def paywall_teaser(s: Story) -> Page:
    record = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "isAccessibleForFree": False,
        "datePublished": s.published,
        "author": {"@type": "Person", "name": s.byline},
        "publisher": {"name": s.source},
        "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"},
    }
    markup = f"""<!DOCTYPE html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{e(s.title)} | {e(s.source)}</title><script type="application/ld+json">{json.dumps(record)}</script></head><body><header class="masthead"><a class="logo" href="/">{e(s.source)}</a><a href="/login">Sign in</a></header>
<main><article class="article premium"><h1>{e(s.title)}</h1><p class="byline">{e(s.byline)}</p><div class="article-body paywall">{ps(s.paragraphs[:2])}<p class="fade-out">{e(s.paragraphs[2])}</p></div>
<div class="subscribe-wall" data-nosnippet><h2>Keep reading for 1 a week</h2><p>Subscribe now for unlimited access to every story, our crossword and the weekend magazine. Cancel whenever you like.</p><ul><li>All articles without limits</li><li>The app, and the paper as it was printed</li></ul><a class="btn" href="/offers">See our offers</a><p>Already a subscriber? <a href="/login">Sign in</a></p></div></article>
<section class="more-stories"><h2>More stories</h2><article><h3><a href="/1">{HEADS[0]}</a></h3><p>{LOREM[0]}</p></article><article><h3><a href="/2">{HEADS[5]}</a></h3><p>{LOREM[5]}</p></article></section></main></body></html>"""
    return Page(markup, [s.title, *s.paragraphs[:3]], details(s))


def comments_heavy(s: Story) -> Page:
    talk = "".join(
        f"<li class='c-item' id='c{i}'><div class='c-head'><b>reader{i}</b> <span>{i} hours ago</span></div><div class='c-text'>{t} And that is not the half of it, as anybody who has lived on the estate since the eighties will be happy to confirm to you at some length.</div><a>Reply</a></li>"
        for i, t in enumerate(LOREM * 2)
    )
    markup = f"""<!DOCTYPE html><html lang="{s.lang}-GB"><head><meta charset="utf-8"><title>{e(s.title)}</title><meta property="og:site_name" content="{e(s.source)}"><meta name="date" content="{s.published}"><meta name="author" content="By {e(s.byline)}"></head><body><div class="wrap"><div class="top"><a href="/">{e(s.source)}</a></div>
<div class="story" itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{e(s.title)}</h1><div itemprop="articleBody">{ps(s.paragraphs)}</div></div>
<section id="user-comments" class="comments"><h2>12 comments</h2><p>Please keep to our house rules. We may remove comments that do not.</p><ol>{talk}</ol><form><textarea></textarea><button>Post</button></form></section></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def related_mid(s: Story) -> Page:
    box = f"""<div class="inline-related"><span class="label">Related coverage</span><a class="card" href="/r1"><h4>{HEADS[1]}</h4><p>{LOREM[1]}</p><span class="ts">12 Nov 2026</span></a></div>"""
    more = f"<p><strong>READ MORE: </strong><a href='/z'>{HEADS[2]}</a></p>"
    body = "".join(
        [f"<p>{linked(p)}</p>" + (box if i == 1 else more if i == 2 else "") for i, p in enumerate(s.paragraphs)]
    )
    markup = f"""<!doctype html><html lang="{s.lang}-US"><head><meta charset="utf-8"><title>{e(s.title)} - {e(s.source)}</title><meta property="og:title" content="{html.escape(s.title)}"><meta property="og:type" content="article"><meta property="og:site_name" content="{e(s.source)}"><meta property="og:url" content="https://city.example/a/{s.slug}"></head><body><div id="__app"><div class="Header"><div class="Header-date">Friday, November 27, 2026</div><div class="Header-menu"><a>News</a><a>Weather</a></div></div>
<div class="Page-content"><div class="ArticlePage"><h1 class="ArticlePage-headline">{e(s.title)}</h1><div class="ArticlePage-byline"><span>By</span> <span class="ArticlePage-authorName">{e(s.byline)}</span></div><div class="ArticlePage-datePublished">Published {long_day(s)} at 7:00 AM</div><div class="ArticlePage-actions"><button>Email</button><button>Copy link</button></div><div class="ArticlePage-articleBody RichTextArticleBody">{body}</div><div class="ArticlePage-tags"><a>Courts</a><a>Crime</a></div></div>
<div class="Page-aside"><h3>Most Popular</h3><div class="PromoB"><h4><a>{HEADS[5]}</a></h4><p>{LOREM[5]}</p></div><div class="PromoB"><h4><a>{HEADS[4]}</a></h4><p>{LOREM[4]}</p></div></div></div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def hashed_classes(s: Story) -> Page:
    body = "".join(
        f'<div class="sc-77igqf-0 bOfvBY"><div class="css-at9mc1 evys1bk0">{linked(p)}</div></div>'
        + (
            """<div class="css-8h2kx1"><div class="css-k2"><div class="css-t9">The Morning, in your inbox</div><div class="css-p0">One story, every day before breakfast, chosen by our editors.</div><form class="css-f1"><input type="email" placeholder="you@example.com"><button type="submit">Get it</button></form></div></div>"""
            if i == 2
            else ""
        )
        for i, p in enumerate(s.paragraphs)
    )
    markup = f"""<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title data-react-helmet="true">{e(s.title)}</title><meta data-react-helmet="true" property="og:locale" content="{s.lang}_US"></head><body><div id="root"><div class="css-1a"><div class="css-2b"><div class="css-3c"><a href="/">{e(s.source)}</a></div><div class="css-4d"><a href="/w">World</a><a href="/o">Opinion</a><a href="/a">Arts</a></div></div>
<div class="css-5e"><div class="css-6f"><div class="css-7g">{e(s.title)}</div><div class="css-8h">{e(s.byline)}</div></div><div class="css-9i">{body}</div></div>
<div class="css-0j"><div class="css-1k">You might like</div><div class="css-2l"><a href="/1"><div>{HEADS[0]}</div><div>{LOREM[0]}</div></a><a href="/2"><div>{HEADS[1]}</div><div>{LOREM[1]}</div></a></div></div><div class="css-3m">© 2026 All rights reserved. Terms. Privacy. Do not sell my data.</div></div></div><script id="__NEXT_DATA__" type="application/json">{{"props":{{"pageProps":{{"updated":"2026-10-10"}}}}}}</script></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, byline=None, source=None, published=None))


def donation(s: Story) -> Page:
    markup = f"""<!doctype html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{e(s.title)} | {e(s.source)}</title><meta property="article:published_time" content="{s.published}T13:00:05.000Z"><meta property="article:author" content="https://www.paper.example/profile/x"><meta name="author" content="{e(s.byline)}"><meta property="og:site_name" content="{e(s.source)}"><link rel="canonical" href="https://www.paper.example/uk/{s.slug}"></head><body>
<div id="bannerandheader"><div class="top-banner">Support us this winter</div><header><nav><a>News</a></nav></header></div>
<main><article class="dcr-1"><div data-gu-name="headline"><h1 class="dcr-2">{e(s.title)}</h1></div><div data-gu-name="standfirst" class="dcr-3"><p>What we know about a story that has kept the region talking for days</p></div><div data-gu-name="meta"><address aria-label="Contributor info"><a rel="author" href="/profile/x">{e(s.byline)}</a></address><details><summary><span>{long_day(s)}</span></summary>Last modified on Sun 1 Nov 2026 10.11 GMT</details></div>
<div data-gu-name="body" class="article-body-commercial-selector"><div id="maincontent">{ps(s.paragraphs[:2], attributes=' class="dcr-n"')}<aside class="dcr-pull"><blockquote>{e(sentence(s.paragraphs[1]))}</blockquote></aside>{ps(s.paragraphs[2:], attributes=' class="dcr-n"')}</div>
<div id="slot-body-end"><section class="contributions-epic"><h2>I hope you appreciated this article.</h2><p>Before you move on, I wanted to ask whether you would consider supporting our journalism as we enter one of the most consequential news cycles of our lifetimes.</p><p>We have no billionaire owner and no shareholders. If you can, please support us on a monthly basis from just 4. It takes less than a minute to set up.</p><button>Support us</button></section></div></div></article>
<section class="most-viewed"><h2>Most viewed</h2><ol>{teasers()}</ol></section></main><footer>All rights reserved</footer></body></html>"""
    return Page(
        markup,
        [s.title, "What we know about a story that has kept the region talking for days", *s.paragraphs],
        details(s),
    )


def fact_box(s: Story) -> Page:
    rows = [
        ("Year", "Cost", "Visitors"),
        ("2019", "1.2m", "4,100"),
        ("2020", "1.4m", "980"),
        ("2021", "1.3m", "2,650"),
    ]
    table = "".join(
        "<tr>" + "".join(f"<{'th' if not i else 'td'}>{c}</{'th' if not i else 'td'}>" for c in r) + "</tr>"
        for i, r in enumerate(rows)
    )
    points = [
        "The first vote is due in the autumn",
        "A second report follows in the new year",
        "Objections may be sent by post only",
    ]
    markup = f"""<!doctype html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{e(s.title)} · {e(s.source)}</title><meta name="parsely-pub-date" content="{s.published}T04:00:00Z"><meta name="parsely-author" content="{e(s.byline)}"></head><body><header><a href="/">{e(s.source)}</a></header><main><article><h1>{e(s.title)}</h1>
<section class="content">{ps(s.paragraphs[:3])}<h2>The figures</h2><table class="wp-table"><thead></thead><tbody>{table}</tbody></table><h2>What comes next</h2><ul>{"".join(f"<li>{p}</li>" for p in points)}</ul>{ps(s.paragraphs[3:])}</section>
<div class="tags"><a>Towns</a> <a>Budgets</a></div></article></main><footer><p>Impressum</p></footer></body></html>"""
    gold = [
        s.title,
        *s.paragraphs[:3],
        "The figures",
        *["\t".join(r) for r in rows],
        "What comes next",
        *points,
        *s.paragraphs[3:],
    ]
    return Page(markup, gold, details(s))


def german_portal(s: Story) -> Page:
    y, m, d = s.published.split("-")
    body = "".join(
        f'<p class="paragraph">{linked(p)}</p>'
        + (
            f'<div class="article-recommendation"><span class="kicker">Lesen Sie auch</span><a href="/l/1"><span>{"Freibad öffnet zwei Wochen später"}</span></a></div><div class="ad-slot">Anzeige</div>'
            if i == 1
            else ""
        )
        for i, p in enumerate(s.paragraphs)
    )
    markup = f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{e(s.title)} - {e(s.source)}</title><meta name="date" content="{s.published}T06:00:00+02:00"><meta name="last-modified" content="{s.published}T09:30:00+02:00"><meta property="og:site_name" content="{e(s.source)}"></head><body class="artikel"><div class="cookie-hinweis cookie-banner"><p>Wir verwenden Cookies, um Inhalte und Anzeigen zu personalisieren und die Zugriffe auf unsere Website zu analysieren.</p><button>Zustimmen</button></div><header class="kopf"><nav class="hauptnavigation"><a>Lokales</a><a>Sport</a></nav></header>
<main><article class="artikel"><header class="artikel-kopf"><span class="dachzeile">Stadtentwicklung</span><h1>{e(s.title)}</h1><p class="vorspann">Nach langer Debatte fällt eine Entscheidung, die noch lange nachwirken dürfte.</p><div class="autor">Von {e(s.byline)}</div><time datetime="{s.published}T06:00:00+02:00">{d}.{m}.{y}, 06:00 Uhr</time></header>
<figure class="bild"><img src="b.jpg"><figcaption>Das Gelände aus der Luft. Foto: Privat</figcaption></figure><div class="artikel-text">{body}</div><div class="teilen"><span>Artikel teilen</span><a>WhatsApp</a></div></article>
<section class="meistgelesen"><h2>Meistgelesen</h2><ol><li><a>Freibad öffnet später</a> <span>12.11.2026</span></li></ol></section><section class="kommentare"><h2>Kommentare (1)</h2><p>Das war ja wieder klar, dass am Ende der Steuerzahler für alles geradestehen muss, während die Herren sich die Taschen füllen.</p></section></main></body></html>"""
    return Page(
        markup,
        [s.title, "Nach langer Debatte fällt eine Entscheidung, die noch lange nachwirken dürfte.", *s.paragraphs],
        details(s),
    )


def french_daily(s: Story) -> Page:
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
    y, m, d = s.published.split("-")
    day = f"{int(d)} {months[int(m) - 1]} {y}"
    markup = f"""<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{e(s.title)} | {e(s.source)}</title><meta property="og:title" content="{html.escape(s.title)}"><meta property="og:site_name" content="{e(s.source)}"></head><body><nav class="menu-principal"><ul><li><a>Communes</a></li><li><a>Loisirs</a></li></ul></nav>
<section class="article__wrapper"><article class="article article_normal"><header class="article__header"><h1 class="article__title">{e(s.title)}</h1><p class="article__desc">Une coopérative a réuni les fonds en moins de trois mois.</p><section class="meta__authors"><span class="meta__author">Par <a href="/a" class="article__author-link">{e(s.byline)}</a></span></section><section class="meta__date-reading"><span class="meta__date">Publié le {day} à 06h00, mis à jour le {int(d)} {months[int(m) - 1]} {y} à 11h20</span> <p class="meta__reading-time">Temps de lecture : 3 min</p></section></header>
<section class="article__content">{ps(s.paragraphs[:2], attributes=' class="article__paragraph"')}<section class="catcher"><span class="catcher__label">Lire aussi</span><a href="/la"> Les halles fermées jusqu'à nouvel ordre</a></section>{ps(s.paragraphs[2:], attributes=' class="article__paragraph"')}</section><section class="article__siblings"><p>L'espace des contributions est réservé aux abonnés. <a>Abonnez-vous</a> pour accéder à cet espace d'échange et contribuer à la discussion.</p></section></article></section><footer class="footer"><p>Mentions légales</p></footer></body></html>"""
    return Page(
        markup, [s.title, "Une coopérative a réuni les fonds en moins de trois mois.", *s.paragraphs], details(s)
    )


def russian_soup(s: Story) -> Page:
    months = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
    y, m, d = s.published.split("-")
    markup = f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><title>{e(s.title)} - {e(s.source)}</title></head><body><div class="shapka"><a href="/">{e(s.source)}</a><div class="segodnya">Сегодня 27 ноября 2026</div></div><div class="col-left"><b>Разделы</b><br><a>Политика</a><br><a>Происшествия</a><br><a>Спорт</a></div>
<div class="col-center"><h1>{e(s.title)}</h1><div class="news_date">{int(d)} {months[int(m) - 1]} {y}, 09:40</div><div class="news_text">{"<br><br>".join(linked(p) for p in s.paragraphs)}</div><div class="news_autor">Автор: {e(s.byline)}</div><div class="podelitsya">Поделиться: <a>ВКонтакте</a> <a>Telegram</a></div></div>
<div class="col-right"><h3>Лента новостей</h3><div><i>26 ноября 2026</i> <a>В Кеми открыли каток</a></div><div><i>25 ноября 2026</i> <a>Цены на дрова выросли</a></div></div><div class="niz">© 1999–2026 При перепечатке ссылка обязательна</div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s), "cp1251")


def armenian_wp(s: Story) -> Page:
    months = "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի".split()
    y, m, d = s.published.split("-")
    markup = f"""<!DOCTYPE html><html lang="hy-AM"><head><meta charset="UTF-8"><title>{e(s.title)} - {e(s.source)}</title></head><body class="post-template-default single"><div id="wrapper"><div class="mg-head"><div class="heading-date">Ուրբաթ, 27 նոյեմբերի, 2026</div><a href="/">{e(s.source)}</a></div><main id="content"><div class="mg-blog-post-box"><div class="mg-header"><div class="mg-blog-category"><a>Մարզեր</a></div><h1 class="title single">{e(s.title)}</h1><div class="media mg-info-author-block"><h4 class="media-heading"><span>By</span><a href="/author">{e(s.byline)}</a></h4><span class="mg-blog-date"><i class="fas fa-clock"></i> {int(d)} {months[int(m) - 1]}, {y}</span></div></div><img src="x.jpg"><article class="small single">{ps(s.paragraphs)}</article><div class="post-share"><a>Facebook</a><a>Telegram</a></div></div>
<div class="mg-featured-slider wd-back"><h4>Նմանատիպ նյութեր</h4><div class="mg-blog-post"><h4><a>Գյուղում նոր մանկապարտեզ կբացվի</a></h4><span class="mg-blog-date">2 սեպտեմբերի, 2026</span></div></div></main></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def spanish_cms(s: Story) -> Page:
    y, m, d = s.published.split("-")
    record = {
        "@context": "https://schema.org",
        "@type": ["NewsArticle"],
        "headline": s.title,
        "articleBody": " ".join(s.paragraphs),
        "datePublished": f"{s.published}T22:00:01+02:00",
        "author": [{"@type": "Person", "name": s.byline, "url": "https://x.example"}],
        "publisher": {"@type": "NewsMediaOrganization", "name": s.source},
    }
    markup = f"""<!DOCTYPE html><html lang="es-ES"><head><meta charset="UTF-8"/><title>{e(s.title)} | Provincia | {e(s.source)}</title><script type="application/ld+json">{json.dumps(record, ensure_ascii=False)}</script><link rel="canonical" href="https://diario.example/provincia/{s.published}/{s.slug}.html"/></head><body><header class="cabecera"><a href="/" title="ir a la portada">{e(s.source)}</a></header><article id="main-content" class="a _g-xs-none"><header class="a_e"><div class="a_e_t"><h1 class="a_t">{e(s.title)}</h1><h2 class="a_st">La línea recupera el servicio con cuatro frecuencias diarias</h2></div></header><div class="a_ei"><figure class="a_m"><img src="z"/><figcaption class="a_m_p"><span>Los viajeros, en el andén.</span></figcaption></figure></div><div class="a_md"><div class="a_md_a"><a href="/autor/x">{e(s.byline)}</a></div><div class="a_md_f"><span>Fuente Morena - </span><time data-date="{s.published}">{d}/{m}/{y} - 00:00</time></div></div>
<div class="a_c clearfix" data-dtm-region="articulo_cuerpo">{ps(s.paragraphs[:3])}<section class="_db a_m_d"><h2>Más información</h2><ul><li><a>El viaducto que espera desde 1988</a></li></ul></section>{ps(s.paragraphs[3:])}</div><section class="a_k_wp"><div>Archivado en</div><ul><li><a>Trenes</a></li></ul></section><section id="ctn_comments"><h3>Comentarios</h3></section></article></body></html>"""
    return Page(
        markup, [s.title, "La línea recupera el servicio con cuatro frecuencias diarias", *s.paragraphs], details(s)
    )


def arabic(s: Story) -> Page:
    markup = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{e(s.title)} | {e(s.source)}</title><meta property="og:site_name" content="{e(s.source)}"><meta property="article:published_time" content="{s.published}T12:00:00+03:00"></head><body><header class="site-header"><nav><a>الرئيسية</a><a>اقتصاد</a></nav></header><div class="article-page"><h1>{e(s.title)}</h1><div class="article-author">بقلم: {e(s.byline)}</div><div class="wysiwyg wysiwyg--all-content">{ps(s.paragraphs[:2])}<div class="container--ads">إعلان</div>{ps(s.paragraphs[2:])}</div><div class="article-source">المصدر : {e(s.source)}</div><ul class="trending-articles"><li><a>ارتفاع أسعار الخبز</a></li></ul></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def print_view(s: Story) -> Page:
    markup = f"""<html><head><title>{e(s.source)}: print</title></head><body onload="window.print()"><p><b>{e(s.source)}</b></p><hr><h2>{e(s.title)}</h2><p><i>By {e(s.byline)}, {long_day(s)}</i></p>{"".join(f"<p>{e(p)}</p>" for p in s.paragraphs)}<hr><p>Source URL: http://print.example/story?id=88</p></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, source=None))


def br_paragraphs(s: Story) -> Page:
    markup = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head><title>{e(s.title)}</title><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body><div id="kopf"><a href="/">Home</a> <a href="/arch">Archive</a></div><div id="inhalt"><h2>{e(s.title)}</h2>{"<br><br>".join(e(p) for p in s.paragraphs)}<br><br><a href="javascript:history.back()">Back</a></div><div id="fuss">Webmaster: <a href="mailto:x@y.example">x@y.example</a> Last change of this site: 14.10.2026</div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, byline=None, source=None, published=None))


def div_paragraphs(s: Story) -> Page:
    body = "".join(f"<div>{linked(p)}</div><div><br></div>" for p in s.paragraphs)
    markup = f"""<!doctype html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{e(s.title)}</title></head><body><div id="header"><ul id="nav"><li><a>Start</a></li><li><a>Contact</a></li></ul></div><div id="wrapper"><div id="left"><h1>{e(s.title)}</h1><small>Posted {long_day(s)} by {e(s.byline)}</small><div class="text">{body}</div></div><div id="right"><h3>Archive</h3><ul><li><a>October 2026</a></li></ul></div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, source=None))


def xhtml_cms(s: Story) -> Page:
    markup = f"""<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="{s.lang}" lang="{s.lang}"><head><title>{e(s.source)} :: {e(s.title)}</title><meta name="DC.Date" content="{s.published}" /><meta name="DC.Creator" content="{e(s.byline)}" /><meta name="DC.Publisher" content="{e(s.source)}" /><script type="text/javascript">//<![CDATA[
var a = "<div>"; if (1 < 2 && a) {{ document.write(a); }}
//]]></script></head><body><div id="container"><div id="header"><h1><a href="/">{e(s.source)}</a></h1></div><div id="navigation"><ul><li><a href="a">News</a></li></ul></div><div id="content"><h2>{e(s.title)}</h2><div class="vcard">{e(s.byline)}</div>{"".join(f"<p>{e(p)}</p>" for p in s.paragraphs)}<p class="totop"><a href="#container">top of page</a></p></div><div id="extra"><h3>Calendar</h3><p>The choir meets on Thursdays in the school hall, and new voices, basses above all, are welcome at any time.</p></div><div id="footer">valid XHTML</div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s), "cp1252")


def blog_home(s: Story, t: Story) -> list[Page]:
    """Two whole stories on the front page of a weblog."""
    posts = "".join(
        f"""<div class="post" id="post-{i}"><h2><a href="https://weblog.example/{x.slug}" rel="bookmark">{e(x.title)}</a></h2><small>{long_day(x)} <!-- by {e(x.byline)} --></small><div class="entry">{ps(x.paragraphs)}</div><p class="postmetadata">Posted in <a href="/c">Local</a> | <a href="#c">No Comments &#187;</a></p></div>"""
        for i, x in enumerate((s, t))
    )
    markup = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html xmlns="http://www.w3.org/1999/xhtml" dir="ltr" lang="en-US"><head><title>{e(s.source)}</title><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /></head><body class="home blog"><div id="page"><div id="header"><div id="headerimg"><h1><a href="/">{e(s.source)}</a></h1><div class="description">Just another local weblog</div></div></div><hr /><div id="content" class="narrowcolumn">{posts}<div class="navigation"><div class="alignleft"><a href="/page/2">&laquo; Older Entries</a></div></div></div><div id="sidebar"><ul><li><h2>Archives</h2><ul><li><a href="/2026/10">October 2026</a></li></ul></li></ul></div></div></body></html>"""
    return [Page(markup, [x.title, *x.paragraphs], details(x, byline=None, source=None)) for x in (s, t)]


def live_blog(s: Story, t: Story) -> list[Page]:
    """A live page whose entries are stories of their own."""
    updates = [
        {
            "@type": "BlogPosting",
            "headline": x.title,
            "datePublished": x.published + "T08:00:00Z",
            "author": {"@type": "Person", "name": x.byline},
        }
        for x in (s, t)
    ]
    record = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "As it happened: the day in the region",
        "publisher": {"@type": "Organization", "name": s.source},
        "liveBlogUpdate": updates,
    }
    entries = "".join(
        f"""<article class="lx-stream__post-container" id="p{i}"><header class="lx-stream-post__header"><span class="lx-stream-post__timestamp">0{i + 8}:00</span><h3 class="lx-stream-post__header-title"><span>{e(x.title)}</span></h3><div class="lx-stream-post__contributor">{e(x.byline)}</div></header><div class="lx-stream-post-body">{ps(x.paragraphs)}</div><div class="lx-share-tools"><button>Share</button><p>Copy this link</p></div></article>"""
        for i, x in enumerate((s, t))
    )
    markup = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>As it happened: the day in the region - {e(s.source)}</title><script type="application/ld+json">{json.dumps(record)}</script></head><body><div id="orb-banner"><nav><a>Home</a></nav></div><main><h1>As it happened: the day in the region</h1><section class="lx-stream-summary"><h2>Summary</h2><ul><li>Two stories kept us busy</li><li>The weather held</li></ul></section><div class="lx-stream">{entries}</div></main></body></html>"""
    return [Page(markup, [x.title, *x.paragraphs], details(x, source=s.source)) for x in (s, t)]


# Each layout with the stories to lay out in it: one to a page, or several.
Layout = Callable[..., Page | list[Page]]
DEVELOPMENT: dict[str, tuple[Layout, list[str]]] = {
    "wp-classic": (wp_classic, ["a-02", "c-19", "en-1"]),
    "wp-blocks": (wp_blocks, ["a-11", "b-10"]),
    "newspaper-theme": (newspaper_theme, ["a-14", "c-13"]),
    "amp": (amp, ["a-21", "b-12"]),
    "drupal": (drupal, ["c-04", "b-25"]),
    "blogger": (blogger, ["c-22", "en-2"]),
    "letter-platform": (letter_platform, ["c-12", "a-10"]),
    "tables-2003": (tables_2003, ["c-10", "c-14", "a-23"]),
    "wire": (wire, ["a-01", "c-02"]),
    "paywall-teaser": (paywall_teaser, ["b-01"]),
    "comments-heavy": (comments_heavy, ["c-15", "c-16"]),
    "related-mid": (related_mid, ["a-19", "a-17"]),
    "hashed-classes": (hashed_classes, ["c-09", "b-22"]),
    "donation": (donation, ["b-15", "c-24"]),
    "fact-box": (fact_box, ["b-04", "en-3"]),
    "german-portal": (german_portal, ["de-1"]),
    "french-daily": (french_daily, ["fr-1"]),
    "russian-soup": (russian_soup, ["ru-1"]),
    "armenian-wp": (armenian_wp, ["hy-1"]),
    "spanish-cms": (spanish_cms, ["es-1"]),
    "arabic": (arabic, ["ar-1"]),
    "print-view": (print_view, ["c-20", "c-08"]),
    "br-paragraphs": (br_paragraphs, ["b-07"]),
    "div-paragraphs": (div_paragraphs, ["b-18", "a-24"]),
    "blog-home": (blog_home, ["c-03 a-20", "b-26 a-26"]),
    "live-blog": (live_blog, ["b-02 a-13"]),
    "xhtml-cms": (xhtml_cms, ["a-25", "b-09"]),
}
