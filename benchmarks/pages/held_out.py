"""News pages of further kinds, written when the reader was finished: what it does on pages that it wasn't made with."""

# A page's markup is best read as the page has it, however long its lines.
# ruff: noqa: D103, E501

import html
import json
import textwrap

from layouts import HEADS, LOREM, Layout, Page, Story, details, e, linked, long_day, ps


def ghost(s: Story) -> Page:
    record = {
        "@context": "https://schema.org",
        "@type": "Article",
        "publisher": {"@type": "Organization", "name": s.source, "url": "https://ghost.example/"},
        "author": {"@type": "Person", "name": s.byline},
        "headline": s.title,
        "url": f"https://ghost.example/{s.slug}/",
        "datePublished": f"{s.published}T07:00:00.000Z",
        "dateModified": "2025-12-01T07:00:00.000Z",
    }
    markup = f"""<!DOCTYPE html><html lang="{s.lang}"><head><title>{e(s.title)}</title><meta charset="utf-8"><link rel="canonical" href="https://ghost.example/{s.slug}/"><meta property="og:site_name" content="{html.escape(s.source)}"><script type="application/ld+json">{json.dumps(record)}</script></head><body class="post-template tag-news is-head-left-logo has-cover"><div class="viewport"><header id="gh-head" class="gh-head outer"><div class="gh-head-inner inner"><a class="gh-head-logo" href="/">{e(s.source)}</a><nav class="gh-head-menu"><ul class="nav"><li class="nav-home"><a>Home</a></li></ul></nav><div class="gh-head-actions"><a class="gh-head-button" href="#/portal/signup">Subscribe</a></div></div></header>
<main id="site-main" class="site-main"><article class="article post tag-news"><header class="article-header gh-canvas"><div class="article-tag post-card-tags"><span class="post-card-primary-tag"><a>News</a></span></div><h1 class="article-title">{e(s.title)}</h1><p class="article-excerpt">Everything that was said, and a little that was not.</p><div class="article-byline"><section class="article-byline-content"><div class="article-byline-meta"><h4 class="author-name"><a href="/author/x/">{e(s.byline)}</a></h4><div class="byline-meta-content"><time class="byline-meta-date" datetime="{s.published}">{long_day(s)}</time><span class="byline-reading-time"><span class="bull">&bull;</span> 3 min read</span></div></div></section></div><figure class="article-image"><img src="/x.jpg"><figcaption>Photo by A. Person / Unsplash</figcaption></figure></header>
<section class="gh-content gh-canvas">{ps(s.paragraphs[:2])}<div class="kg-card kg-callout-card kg-callout-card-blue"><div class="kg-callout-emoji">💡</div><div class="kg-callout-text">Did somebody forward you this? Get it every Friday, free.</div></div><figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://other.example"><div class="kg-bookmark-content"><div class="kg-bookmark-title">{HEADS[2]}</div><div class="kg-bookmark-description">{LOREM[2]}</div><div class="kg-bookmark-metadata"><span class="kg-bookmark-author">Somebody Else</span></div></div></a></figure>{ps(s.paragraphs[2:])}<div class="kg-card kg-signup-card" data-lexical-signup-form=""><div class="kg-signup-card-text"><h2 class="kg-signup-card-heading">Sign up for more</h2><p class="kg-signup-card-disclaimer">No spam. Unsubscribe anytime.</p></div></div></section></article></main>
<section class="footer-cta outer"><h2>Sign up for more like this.</h2></section><aside class="read-more-wrap"><div class="read-more"><article class="post-card"><h2 class="post-card-title"><a>{HEADS[5]}</a></h2><div class="post-card-excerpt">{LOREM[5]}</div><time datetime="2026-01-09">Jan 9, 2026</time></article></div></aside></div></body></html>"""
    return Page(markup, [s.title, "Everything that was said, and a little that was not.", *s.paragraphs], details(s))


def essay_platform(s: Story) -> Page:
    paragraphs = "".join(
        f'<p id="{i:04x}" class="pw-post-body-paragraph nk nl gr b">{linked(p)}</p>'
        + (
            '<figure class="oi oj"><div role="button" class="ok ol"><img alt="" class="bg" src="x"></div><figcaption class="on oo">The valley in winter. Photo by the author.</figcaption></figure>'
            if i == 0
            else ""
        )
        for i, p in enumerate(s.paragraphs)
    )
    markup = f"""<!doctype html><html lang="en"><head><title data-rh="true">{e(s.title)} | by {e(s.byline)} | {e(s.source)} | Nov, 2026</title><meta data-rh="true" property="og:site_name" content="{e(s.source)}"><meta data-rh="true" name="author" content="{e(s.byline)}"><meta data-rh="true" property="article:published_time" content="{s.published}T15:21:07.331Z"><meta property="og:title" content="{html.escape(s.title)}"></head><body><div id="root"><div class="a b c"><a href="#">Open in app</a><button>Sign up</button><button>Sign in</button></div><div class="l"><article><div class="fr fs"><section><div><div class="gn go"><div class="ab cb"><div class="ci bh"><h1 class="pw-post-title gp" data-testid="storyTitle">{e(s.title)}</h1><div><div class="speechify-ignore ab cp"><div class="speechify-ignore"><img><p class="be b"><a class="af" data-testid="authorName">{e(s.byline)}</a></p><span>·</span><p><button>Follow</button></p><div><span data-testid="storyReadTime">4 min read</span><span>·</span><span data-testid="storyPublishDate">{long_day(s)}</span></div></div></div><div class="ab co"><span>2.1K</span><button>37</button><div>Listen</div><div>Share</div></div></div>{paragraphs}</div></div></div></div></section></div></article><div class="ab ca"><div><h2>Written by {e(s.byline)}</h2><p>2.4K Followers</p><p>I write about mills, weirs and those who look after them, and every other Sunday about soup, which is the harder subject.</p><button>Follow</button></div></div><div class="responses"><h2>Responses (4)</h2></div><div class="qq"><h2>Recommended from the platform</h2><div class="qr"><a><h2>{HEADS[0]}</h2></a><a><h3>{LOREM[0]}</h3></a><span>Nov 3</span></div><div class="qr"><a><h2>{HEADS[1]}</h2></a><a><h3>{LOREM[1]}</h3></a><span>Nov 4</span></div></div></div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def broadcaster(s: Story) -> Page:
    blocks = "".join(
        f'<div data-component="text-block" class="ssrcss-11r1m41-RichTextComponentWrapper ep2nwvo0"><div class="ssrcss-7uxr49-RichTextContainer e5tfeyi1"><p class="ssrcss-1q0x1qg-Paragraph e1jhz7w10">{"<b>" + e(p) + "</b>" if i == 0 else linked(p)}</p></div></div>'
        + (
            '<div data-component="image-block"><figure class="ssrcss-wpgbih-StyledFigure"><span><picture><img></picture><span role="text" class="ssrcss-11kpz0x-Placeholder"><span class="visually-hidden">Image source, </span>Picture Agency</span></span><div data-component="caption-block"><figcaption class="ssrcss-1ugo1kb-StyledFigureCaption"><span class="visually-hidden">Image caption, </span><p>The crossing has been closed since the weekend</p></figcaption></div></figure></div>'
            if i == 1
            else ""
        )
        + (
            '<div data-component="unordered-list-block"><div class="ssrcss-1pzprxn-BulletListContainer"><ul role="list"><li><p><a href="/r1"><b>Gas works to close ring road</b></a></p></li><li><p><a href="/r2"><b>Cup tie abandoned in the dark</b></a></p></li></ul></div></div>'
            if i == 2
            else ""
        )
        for i, p in enumerate(s.paragraphs)
    )
    record = {
        "@context": "http://schema.org",
        "@type": "ReportageNewsArticle",
        "url": f"https://broadcaster.example/news/{s.slug}",
        "publisher": {"@type": "NewsMediaOrganization", "name": s.source},
        "datePublished": f"{s.published}T16:04:00.000Z",
        "dateModified": f"{s.published}T18:04:00.000Z",
        "headline": s.title,
        "author": [{"@type": "Person", "name": s.byline}],
    }
    markup = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{e(s.title)} - {e(s.source)}</title><script type="application/ld+json">{json.dumps(record)}</script></head><body><div id="app-container"><div id="header-content"><div class="ssrcss-Banner"><h2 class="ssrcss-VisuallyHidden visually-hidden">Accessibility links</h2><ul><li><a>Skip to content</a></li></ul></div></div><main id="main-content"><article class="ssrcss-pv1rh6-ArticleWrapper e1nh2i2l5"><header data-component="headline-block"><h1 id="main-heading" tabindex="-1">{e(s.title)}</h1></header><div data-component="byline-block"><div class="ssrcss-h3c0s8-ContributorContainer"><div>By {e(s.byline)}</div><div>{e(s.source)}</div></div></div><ul class="ssrcss-metadata"><li><time data-testid="timestamp" datetime="{s.published}T16:04:00.000Z">3 days ago</time></li></ul>{blocks}<section data-component="topic-list"><h2>Related Topics</h2><ul><li><a>Borders</a></li></ul></section></article><div data-component="links-block"><h2>More on this story</h2><ul><li><a>{HEADS[3]}</a><span>27 November 2026</span></li></ul></div><section><h2>Top stories</h2><ul><li><a><h3>{HEADS[4]}</h3></a><span>Published 2 hours ago</span></li></ul></section></main></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def form_portal(s: Story) -> Page:
    y, _, d = s.published.split("-")
    markup = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head id="ctl00_Head1"><title>
	{e(s.title)}
</title></head><body><form name="aspnetForm" method="post" action="NewsItem.aspx?ID=8812" id="aspnetForm"><div><input type="hidden" name="__VIEWSTATE" value="/wEPDwUKLTE2" /></div><table width="100%"><tr><td class="Header"><span id="ctl00_lblSite">{e(s.source)}</span><input name="ctl00$txtSearch" type="text" /><input type="submit" value="Search" /></td></tr><tr><td><table><tr><td class="LeftMenu" valign="top"><div id="ctl00_TreeView1"><a href="1">Residents</a><br /><a href="2">Business</a><br /></div></td><td class="MainContent" valign="top"><span id="ctl00_ContentPlaceHolder1_lblTitle" class="NewsTitle">{e(s.title)}</span><br /><span id="ctl00_ContentPlaceHolder1_lblDate" class="NewsDate">{int(d)} {long_day(s).split()[0]} {y}</span><br /><span id="ctl00_ContentPlaceHolder1_lblBody" class="NewsBody">{"".join(f"<p>{e(p)}</p>" for p in s.paragraphs)}</span><br /><a id="ctl00_ContentPlaceHolder1_lnkBack" href="News.aspx">&lt;&lt; Back to list</a></td><td class="RightColumn" valign="top"><div class="Box"><b>Next meeting</b><br />The council meets on 14 December 2026 in the chamber at seven. Members of the public may speak for three minutes each.</div></td></tr></table></td></tr><tr><td class="Foot">Copyright 2026 | <a>Disclaimer</a></td></tr></table></form></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, byline=None, source=None))


def joomla(s: Story) -> Page:
    markup = f"""<!DOCTYPE html><html lang="en-gb" dir="ltr"><head><meta charset="utf-8"><meta name="author" content="{e(s.byline)}"><meta name="generator" content="Joomla! - Open Source Content Management"><title>{e(s.title)} - {e(s.source)}</title></head><body class="site com_content wrapper-static view-article"><header class="header container-header"><div class="navbar-brand"><a class="brand-logo" href="/">{e(s.source)}</a></div><div class="container-nav"><ul class="mod-menu mod-list nav"><li class="nav-item"><a>News</a></li></ul></div></header><div class="site-grid"><div class="grid-child container-component"><main><div class="com-content-article item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="en-GB"><div class="page-header"><h1 itemprop="headline">{e(s.title)}</h1></div><dl class="article-info text-muted"><dt class="article-info-term">Details</dt><dd class="createdby" itemprop="author" itemscope itemtype="https://schema.org/Person"><span class="icon-user"></span>Written by: <span itemprop="name">{e(s.byline)}</span></dd><dd class="category-name">Category: <a>News</a></dd><dd class="published"><time datetime="{s.published}T09:00:00+00:00" itemprop="datePublished">Published: {long_day(s)}</time></dd><dd class="hits"><meta itemprop="interactionCount" content="UserPageVisits:418">Hits: 418</dd></dl><div itemprop="articleBody" class="com-content-article__body">{ps(s.paragraphs)}</div><nav class="pagenavigation"><span class="pagination ms-0"><a class="btn btn-sm btn-secondary previous" rel="prev">Previous article: {HEADS[4]}</a></span></nav></div></main></div><div class="grid-child container-sidebar-right sidebar-right"><div class="moduletable"><h3>Latest Articles</h3><ul class="mod-articleslatest"><li itemscope itemtype="https://schema.org/Article"><a itemprop="url"><span itemprop="name">{HEADS[0]}</span></a></li></ul></div></div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def local_tv(s: Story) -> Page:
    markup = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{e(s.title)}</title><meta property="og:site_name" content="{e(s.source)}"><meta property="article:published_time" content="{s.published}T22:14:00Z"><meta property="og:title" content="{html.escape(s.title)}"></head><body><div id="fusion-app"><div class="ticker"><b>BREAKING</b> <a>Tornado watch for three counties until midnight</a></div><main><div class="article"><h1 class="headline">{e(s.title)}</h1><div class="flex-byline"><span>By <span>{e(s.byline)}</span></span></div><div class="pub">Published: {long_day(s)} at 10:14 PM GMT|Updated: 2 hours ago</div><div class="video-wrap"><p>Your browser does not support the video element, so here is the whole newscast as a file instead of a stream.</p></div><div class="article-body">{ps(s.paragraphs[:1])}<p><b><a href="/app">Download our free weather app</a></b></p>{ps(s.paragraphs[1:3])}<p><i>Story continues below</i></p><div class="queryly"><h4>Most Read</h4><a>{HEADS[1]}</a><a>{HEADS[2]}</a></div>{ps(s.paragraphs[3:])}<p><em>Copyright 2026 {e(s.source)}. All rights reserved.</em></p><p><a href="/newsletter">Click here to subscribe to our newsletter.</a></p></div></div></main></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def site_builder(s: Story) -> Page:
    texts = "".join(
        f'<div id="comp-{i}" class="HcOXKn c9GqVL QxJLC3 wixui-rich-text" data-testid="richTextElement"><p class="font_8 wixui-rich-text__text" style="font-size:16px;"><span style="font-family:avenir;" class="wixui-rich-text__text"><span style="color:#000000" class="wixui-rich-text__text">{e(p)}</span></span></p></div>'
        for i, p in enumerate(s.paragraphs)
    )
    markup = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{e(s.title)} | {e(s.source)}</title><meta property="og:site_name" content="{e(s.source)}"></head><body class="responsive"><div id="SITE_CONTAINER"><div id="main_MF"><div id="site-root"><div id="masterPage"><header id="SITE_HEADER"><div><div class="wixui-rich-text" data-testid="richTextElement"><p>{e(s.source)}</p></div><nav aria-label="Site"><ul><li><a>Home</a></li></ul></nav></div></header><main id="PAGES_CONTAINER"><div id="SITE_PAGES"><div class="HT5ybB"><div data-testid="mesh-container-content"><div id="comp-t" class="wixui-rich-text" data-testid="richTextElement"><h2 class="font_2 wixui-rich-text__text"><span>{e(s.title)}</span></h2></div>{texts}<div id="comp-f" data-testid="form-viewer"><div>Stay in the know</div><form><label>Email</label><input type="email"><button>Join</button></form></div></div></div></div></main><footer id="SITE_FOOTER"><p>©2026 by {e(s.source)}. Proudly created with a builder</p></footer></div></div></div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, byline=None, published=None))


def press_release(s: Story) -> Page:
    y, _, d = s.published.split("-")
    markup = f"""<!DOCTYPE html><html lang="en" class="govuk-template"><head><meta charset="utf-8"><title>{e(s.title)} - {e(s.source)}</title></head><body class="govuk-template__body"><div class="gem-c-cookie-banner govuk-cookie-banner" data-nosnippet><div class="govuk-cookie-banner__content"><h2>Cookies on this site</h2><p class="gem-c-cookie-banner__message">We use some essential cookies to make this website work. We’d like to set additional cookies to understand how you use it and remember your settings.</p></div></div><header class="gem-c-layout-super-navigation-header"><a href="/">{e(s.source)}</a></header><div id="wrapper"><div class="govuk-breadcrumbs"><ol><li><a>Home</a></li><li><a>Environment</a></li></ol></div><main role="main" id="content"><span class="govuk-caption-xl">Press release</span><h1 class="gem-c-title__text govuk-heading-l">{e(s.title)}</h1><p class="gem-c-lead-paragraph">A summary for those in a hurry, in one sentence of a dozen words or so.</p><dl class="gem-c-metadata__list"><dt>From:</dt><dd><a>The Ministry of Works</a></dd><dt>Published</dt><dd>{int(d)} {long_day(s).split()[0]} {y}</dd></dl><div class="gem-c-govspeak govuk-govspeak"><div class="govspeak">{ps(s.paragraphs)}<h2 id="notes">Notes to editors</h2><ol><li>The figures were collected by the county in March and checked twice.</li><li>Interviews can be arranged through the press office on weekdays.</li></ol></div></div></main></div><footer class="gem-c-layout-footer"><p>All content is available under an open licence, except where otherwise stated</p></footer></body></html>"""
    gold = [
        s.title,
        "A summary for those in a hurry, in one sentence of a dozen words or so.",
        *s.paragraphs,
        "Notes to editors",
        "The figures were collected by the county in March and checked twice.",
        "Interviews can be arranged through the press office on weekdays.",
    ]
    return Page(markup, gold, details(s, byline=None))


def preformatted(s: Story) -> Page:
    paragraphs = ["\n".join(textwrap.wrap(p, 72)) for p in s.paragraphs]
    text = "\n\n".join(e(p) for p in paragraphs)
    markup = f"""<HTML><HEAD><TITLE>{e(s.title)}</TITLE></HEAD><BODY><A HREF="index.htm">[Index]</A> <A HREF="n32.htm">[Next]</A><HR><H3>{e(s.title)}</H3><PRE>
{text}
</PRE><HR><ADDRESS>Maintained by the news desk</ADDRESS></BODY></HTML>"""
    return Page(markup, [s.title, *paragraphs], details(s, byline=None, source=None, published=None))


def page_builder(s: Story) -> Page:
    markup = f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{e(s.title)} – {e(s.source)}</title></head><body class="post-template-default single single-post elementor-default elementor-page elementor-kit-6"><div data-elementor-type="header" class="elementor elementor-11 elementor-location-header"><div class="elementor-widget elementor-widget-theme-site-title"><h2 class="elementor-heading-title"><a href="/">{e(s.source)}</a></h2></div><div class="elementor-widget elementor-widget-nav-menu"><nav class="elementor-nav-menu--main"><ul><li><a>News</a></li></ul></nav></div></div><div data-elementor-type="single-post" class="elementor elementor-22 elementor-location-single post type-post status-publish hentry"><section class="elementor-section"><div class="elementor-container"><div class="elementor-widget elementor-widget-theme-post-title"><div class="elementor-widget-container"><h1 class="elementor-heading-title elementor-size-default">{e(s.title)}</h1></div></div><div class="elementor-widget elementor-widget-post-info"><ul class="elementor-inline-items elementor-icon-list-items elementor-post-info"><li class="elementor-icon-list-item" itemprop="author"><a href="/author/x"><span class="elementor-icon-list-text elementor-post-info__item elementor-post-info__item--type-author">{e(s.byline)}</span></a></li><li class="elementor-icon-list-item" itemprop="datePublished"><a href="/d"><span class="elementor-post-info__item--type-date"><time>{long_day(s)}</time></span></a></li></ul></div><div class="elementor-widget elementor-widget-theme-post-content"><div class="elementor-widget-container">{ps(s.paragraphs)}</div></div><div class="elementor-widget elementor-widget-share-buttons"><div class="elementor-grid"><div class="elementor-share-btn"><span class="elementor-share-btn__title">Facebook</span></div></div></div><div class="elementor-widget elementor-widget-author-box"><div class="elementor-author-box"><div class="elementor-author-box__text"><h4 class="elementor-author-box__name">{e(s.byline)}</h4><div class="elementor-author-box__bio"><p>Has written for this paper since school and still corrects the crossword by hand every evening.</p></div></div></div></div><div class="elementor-widget elementor-widget-posts"><div class="elementor-posts-container"><article class="elementor-post post"><h3 class="elementor-post__title"><a>{HEADS[2]}</a></h3><div class="elementor-post__meta-data"><span class="elementor-post-date">November 2, 2026</span></div><div class="elementor-post__excerpt"><p>{LOREM[2]}</p></div></article></div></div></div></section></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def endless_scroll(s: Story, t: Story) -> list[Page]:
    """A story and, below it, the next one, as pages that never end load it."""
    parts = "".join(
        f'<article class="c-article" data-url="/a/{x.slug}"><div class="c-article__head"><h1 class="c-article__title">{e(x.title)}</h1><p class="c-article__by"><span class="u-author">By {e(x.byline)}</span> | <time datetime="{x.published}T10:00:00+00:00">{long_day(x)}</time></p></div><div class="c-article__body">{ps(x.paragraphs)}</div></article><div class="c-sep">Up next</div>'
        for x in (s, t)
    )
    markup = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{e(s.title)} | {e(s.source)}</title><meta property="og:site_name" content="{e(s.source)}"><meta property="og:url" content="https://endless.example/a/{s.slug}"></head><body><header><nav><a>News</a></nav></header><main>{parts}</main></body></html>"""
    return [Page(markup, [x.title, *x.paragraphs], details(x, source=s.source)) for x in (s, t)]


def saved_single_file(s: Story) -> Page:
    markup = f"""<!DOCTYPE html> <html lang={s.lang}><!--
 Page saved with SingleFile
 url: https://saved.example/{s.published.replace("-", "/")}/{s.slug}
 saved date: Fri Nov 27 2026 10:11:12 GMT+0100 (Central European Standard Time)
--><meta charset=utf-8><title>{e(s.title)} / {e(s.source)}</title><style>.sf-hidden{{display:none!important}}</style><body><div class="page"><div class="lead-block"><h1 class="lead-block__title">{e(s.title)}</h1><div class="lead-block__who">Text: {e(s.byline)}</div></div><div class="rte">{ps(s.paragraphs)}<div class="sf-hidden"></div></div><div class="outro"><a href="/s">Share</a><a href="/c">12 comments</a></div></div>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def link_between(s: Story) -> Page:
    body = "".join(
        f"<p>{e(p)}</p><p><a href='/x{i}'>{HEADS[i % 6]}, and what our readers have to say about it</a></p>"
        for i, p in enumerate(s.paragraphs)
    )
    markup = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{e(s.title)} - {e(s.source)}</title><meta name="author" content="{e(s.byline)}"><meta property="og:site_name" content="{e(s.source)}"></head><body><div class="page"><h1>{e(s.title)}</h1><div class="times"><span>{s.published[8:]}:{s.published[5:7]}, {long_day(s)}</span></div><div class="copy">{body}</div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def mailed_letter(s: Story) -> Page:
    rows = "".join(
        f'<tr><td style="padding:0 24px 16px;font:16px/1.5 Georgia">{e(p)}</td></tr>' for p in s.paragraphs
    )
    markup = f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{e(s.source)}</title></head><body style="margin:0"><div style="display:none;max-height:0;overflow:hidden">Also inside: the roof appeal, the bins, the tortoise and much more that we think you will enjoy over breakfast.</div><table role="presentation" width="100%"><tr><td align="center"><table role="presentation" width="600"><tr><td><a href="https://l.example/view">View in browser</a></td></tr><tr><td><img alt="{e(s.source)}" src="logo"></td></tr><tr><td><h1 style="font:28px Georgia">{e(s.title)}</h1></td></tr><tr><td style="color:#666">By {e(s.byline)} | {long_day(s)}</td></tr>{rows}<tr><td align="center"><table><tr><td><a href="https://l.example/more">Read this online</a></td></tr></table></td></tr><tr><td style="font-size:11px">You receive this letter because you signed up on our website. <a href="https://l.example/u">Unsubscribe</a> | 12 High Street, Northfold</td></tr></table></td></tr></table></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, source=None))


def interview(s: Story) -> Page:
    questions = ["What happened next?", "And what did people say to that?"]
    markup = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{e(s.title)} | {e(s.source)}</title><meta property="og:site_name" content="{e(s.source)}"></head><body><div id="top"><span>Monday 30 November 2026</span> <a>Subscribe</a></div><section class="long"><h1>{e(s.title)}</h1><div class="who"><a href="/people/x" rel="author">{e(s.byline)}</a></div><div class="when">{long_day(s)}</div><div class="pg"><p><span class="drop-cap">{e(s.paragraphs[0][0])}</span>{e(s.paragraphs[0][1:])}</p>{ps(s.paragraphs[1:3])}<p><b>{questions[0]}</b></p>{ps(s.paragraphs[3:5])}<p><b>{questions[1]}</b></p>{ps(s.paragraphs[5:])}</div><div class="after"><p>{e(s.byline)} is a reporter. <a href="mailto:x@y.example">Write to us</a>.</p></div></section></body></html>"""
    return Page(
        markup,
        [s.title, *s.paragraphs[:3], questions[0], *s.paragraphs[3:5], questions[1], *s.paragraphs[5:]],
        details(s),
    )


def consent_first(s: Story) -> Page:
    markup = f"""<!doctype html><html lang="{s.lang}"><head><meta charset="utf-8"><title>{e(s.title)}</title></head><body><div class="fc-dialog"><h2>Welcome</h2><p>We and our partners store and access information on devices, such as unique identifiers, to select basic ads and to measure how content performs. With your permission we may use precise location data.</p><p>You may accept or manage your choices at any time on the page of our privacy policy, and your choices will be signalled to our partners.</p><button>Consent</button><button>Manage options</button></div><div class="pagina"><div class="cabeza"><a href="/">{e(s.source)}</a></div><h1>{e(s.title)}</h1><div class="firma">Por {e(s.byline)} · {s.published}</div><div class="texto">{"".join(f"<div class='parrafo'>{linked(p)}</div>" for p in s.paragraphs)}</div><div class="pie">{e(s.source)}, Rua do Porto 4</div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, source=None))


def typo_paper(s: Story) -> Page:
    y, m, d = s.published.split("-")
    body = "".join(
        f'<p class="bodytext">{linked(p)}</p>'
        + (
            '<div class="csc-textpic csc-textpic-intext-right"><div class="csc-textpic-imagewrap"><dl class="csc-textpic-image"><dt><img src="a.jpg" /></dt><dd class="csc-textpic-caption">So soll es einmal aussehen. Entwurf: Büro Lang</dd></dl></div></div>'
            if i == 0
            else ""
        )
        for i, p in enumerate(s.paragraphs)
    )
    markup = f"""<!DOCTYPE html><html lang="de-DE"><head><meta charset="utf-8"><meta name="generator" content="TYPO3 CMS"><title>{e(s.source)}: {e(s.title)}</title><meta name="DC.date" content="{s.published}"></head><body id="p118"><div id="wrap"><div id="kopfleiste"><a href="/">{e(s.source)}</a><ul class="level1"><li><a>Stadt</a></li><li><a>Kreis</a></li></ul></div><div id="spalte-mitte"><!--TYPO3SEARCH_begin--><div class="tx-ttnews"><div class="news-single-item"><div class="news-single-timedata">{d}.{m}.{y}</div><h1>{e(s.title)}</h1><h2>Gutachten fehlt, Investor wartet, Bürger sammeln Unterschriften</h2><div class="news-single-author">von {e(s.byline)}</div>{body}<div class="news-single-backlink"><a href="/aktuell">&lt;- Zurück zu: Aktuell</a></div></div></div><!--TYPO3SEARCH_end--></div><div id="spalte-rechts"><div class="csc-default"><h3>Termine</h3><p class="bodytext">Am 3. Dezember 2026 liest der Heimatverein im Gasthof zur Post aus alten Briefen, der Eintritt ist frei.</p></div></div><div id="fussleiste"><p>Impressum | Datenschutz</p></div></div></body></html>"""
    return Page(
        markup,
        [s.title, "Gutachten fehlt, Investor wartet, Bürger sammeln Unterschriften", *s.paragraphs],
        details(s),
    )


def spip(s: Story) -> Page:
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
    y, m, d = s.published.split("-")
    markup = f"""<!DOCTYPE html><html dir="ltr" lang="fr" class="ltr fr no-js"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>{e(s.title)} - {e(s.source)}</title><meta name="generator" content="SPIP 3.2" /></head><body id="top" class="pas_surlignable page_article"><div class="page"><div class="header"><strong id="logo_site_spip"><a rel="start home" href="/">{e(s.source)}</a></strong></div><div class="nav clearfix" id="nav"><ul><li><a>Le village</a></li></ul></div><div class="main"><div class="wrapper hfeed"><div class="content hentry" id="content"><p class="arbo"><a href="/">Accueil</a> &gt; <a>Vie locale</a></p><div class="cartouche"><h1 class="crayon article-titre-41 entry-title">{e(s.title)}</h1><p class="info-publi"><abbr class="published" title="{s.published}T05:10:00Z">{d} {months[int(m) - 1]} {y}</abbr>, <span class="sep">,  </span><span class="auteurs">par <span class="vcard author"><a class="url fn spip_in" href="/x">{e(s.byline)}</a></span></span></p></div><div class="surlignable"><div class="chapo entry-content"><p>Dix-huit mois sans pain frais : le village n'en pouvait plus.</p></div><div class="crayon article-texte-41 texte entry-content">{ps(s.paragraphs)}</div></div><div class="notes"></div><a href="#forum" name="forum"></a><h2>Vos commentaires</h2><ul class="forum forum-total"><li class="forum-fil"><div class="forum-message"><p>Bravo à toutes et à tous, nous viendrons chercher le pain dès samedi avec les enfants et le chien.</p></div></li></ul></div></div></div><div class="aside"><div class="menu rubriques"><ul><li><a>Archives</a></li></ul></div></div></div></body></html>"""
    return Page(
        markup, [s.title, "Dix-huit mois sans pain frais : le village n'en pouvait plus.", *s.paragraphs], details(s)
    )


def chain_paper(s: Story) -> Page:
    box = '<aside class="gnt_em gnt_em__el" aria-label="inline"><a href="/x"><div class="gnt_em_el_t">What to know about the roof appeal</div></a></aside>'
    body = "".join(
        f'<p class="gnt_ar_b_p">{linked(p)}</p>'
        + (
            box
            if i == 1
            else f'<p class="gnt_ar_b_p"><strong>More:</strong> <a class="gnt_ar_b_a" href="/m">{HEADS[1]}</a></p>'
            if i == 2
            else ""
        )
        for i, p in enumerate(s.paragraphs)
    )
    markup = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{e(s.title)}</title><link rel="canonical" href="https://chain.example/story/news/{s.published.replace("-", "/")}/{s.slug}/712/"><meta property="og:site_name" content="{e(s.source)}"><script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "@context": "http://schema.org", "headline": s.title + " in county", "author": [s.byline], "datePublished": s.published + "T09:33:00Z"})}</script></head><body class="gnt_b gnt_b__in"><header class="gnt_n"><a class="gnt_n_lk">News</a><a>Sports</a></header><main class="gnt_cw"><article class="gnt_pr"><div class="gnt_ar_lbl"><a>LOCAL</a></div><h1 class="gnt_ar_hl" elementtiming="ar-headline">{e(s.title)}</h1><div class="gnt_ar_by"><a class="gnt_ar_by_a" href="/staff/1">{e(s.byline)}</a><div class="gnt_ar_pb">{e(s.source)}</div></div><div class="gnt_ar_dt" aria-label="Published: 9:33 a.m. {long_day(s)}"></div><div class="gnt_ar_b">{body}<p class="gnt_ar_b_p"><em>Contact the reporter at x@y.example.</em></p></div></article><div class="gnt_x"><div class="gnt_pc"><a href="/p/1">{HEADS[0]}</a><a href="/p/2">{HEADS[3]}</a></div></div></main></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def agency_promos(s: Story) -> Page:
    promo = '<div class="Enhancement"><div class="Enhancement-item"><bsp-list-loadmore data-module class="PageListRightRailA"><div class="PageList-header"><h2 class="PageList-header-title">Related Stories</h2></div><div class="PageList-items"><div class="PageList-items-item"><div class="PagePromo"><div class="PagePromo-content"><div class="PagePromo-title"><a class="Link"><span class="PagePromoContentIcons-text">{0}</span></a></div><span class="Timestamp-template">Nov. 3, 2026</span></div></div></div></div></bsp-list-loadmore></div></div>'.replace(
        "{0}", HEADS[0]
    )
    body = "".join(f"<p>{linked(p)}</p>" + (promo if i == 1 else "") for i, p in enumerate(s.paragraphs))
    markup = f"""<!DOCTYPE html><html class="StoryPage" lang="en"><head><meta charset="UTF-8"><title>{e(s.title)} | {e(s.source)}</title><meta property="og:title" content="{html.escape(s.title)}"><meta property="article:published_time" content="{s.published}T05:16:19"><meta property="article:modified_time" content="{s.published}T21:16:19"></head><body class="Page-body"><bsp-header class="Page-header"><div class="Page-header-bar"><a>World</a></div></bsp-header><div class="Page-content"><main class="Page-main"><bsp-story-page class="StoryPage-main"><div class="Page-twoColumn"><div class="Page-headline-wrap"><h1 class="Page-headline">{e(s.title)}</h1></div><div class="Page-lead"><bsp-figure><figure class="Figure"><img><figcaption class="Figure-caption"><p>1 of 4 | People wait at the crossing. (Agency Photo/A. Name)</p></figcaption></figure></bsp-figure></div><div class="Page-content-wrap"><div class="Page-byline-info"><div class="Page-authors"><span>By </span><a class="Link">{e(s.byline)}</a></div><div class="Page-dateModified"><bsp-timestamp data-timestamp="1"><span>Updated 5:16 AM GMT, {long_day(s)}</span></bsp-timestamp></div></div><div class="RichTextStoryBody RichTextBody">{body}</div></div></div></bsp-story-page></main></div><footer class="Page-footer"><p>The agency is an independent global news organization dedicated to factual reporting, founded a long time ago.</p></footer></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def page_of_1998(s: Story) -> Page:
    body = "\n<P>".join(e(p) for p in s.paragraphs)
    markup = f"""<HTML>
<HEAD><TITLE>Untitled Document</TITLE></HEAD>
<BODY BGCOLOR="#FFFFFF" BACKGROUND="paper.gif"><CENTER><IMG SRC="logo.gif"><BR><FONT SIZE=-1>[ <A HREF="index.html">Home</A> | <A HREF="news.html">News</A> | <A HREF="guest.html">Guestbook</A> ]</FONT></CENTER><HR WIDTH="80%">
<BLOCKQUOTE><H2 ALIGN=CENTER>{e(s.title)}</H2>
<P><FONT FACE="Times">{body}</FONT>
</BLOCKQUOTE><HR WIDTH="80%"><CENTER><FONT SIZE=-2>You are visitor number 004711 since January 1997.<BR>Best viewed at 800x600</FONT></CENTER></BODY></HTML>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, byline=None, source=None, published=None), "cp1252")


def chapters(s: Story) -> Page:
    third = max(len(s.paragraphs) // 3, 1)
    parts = [s.paragraphs[:third], s.paragraphs[third : 2 * third], s.paragraphs[2 * third :]]
    names = ["I. The morning", "II. The reckoning", "III. The long evening"]
    sections = "".join(
        f'<section class="chap" data-step="{i}"><h2 class="chap__t">{n}</h2><div class="chap__in">{ps(ch)}</div><div class="vis"><img src="v{i}.jpg"><div class="vis__n">Seen from the air in the spring. Pictures: A. Weaver for this paper</div></div></section>'
        for i, (n, ch) in enumerate(zip(names, parts, strict=True))
    )
    markup = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{e(s.title)} — {e(s.source)}</title><meta name="twitter:title" content="{html.escape(s.title)}"><meta itemprop="datePublished" content="{s.published}"></head><body><div class="hero"><h1>{e(s.title)}</h1><p class="hero__by">Words by {e(s.byline)}</p><p class="hero__d">{long_day(s)}</p></div>{sections}<div class="credits-roll"><p>Design: M. Lund</p><p>Editing: H. Quill</p></div><div class="end"><a href="/">Back to {e(s.source)}</a></div></body></html>"""
    gold = [s.title]
    for name, part in zip(names, parts, strict=True):
        gold += [name, *part]
    return Page(markup, gold, details(s))


def ticker(s: Story) -> Page:
    """A live page of entries too short to be stories."""
    entries = "".join(
        f'<li class="tick" id="t{i}"><div class="tick-h"><span class="tick-time">1{i}:0{i}</span></div><div class="tick-b">{linked(p)}</div></li>'
        for i, p in enumerate(s.paragraphs)
    )
    markup = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{e(s.title)} | {e(s.source)}</title><meta property="og:site_name" content="{e(s.source)}"><meta property="article:published_time" content="{s.published}T00:00:00Z"></head><body><header><a>{e(s.source)}</a></header><main><h1>{e(s.title)}</h1><div class="by">{e(s.byline)} reports</div><ol class="ticks">{entries}</ol><button>Load more</button></main></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, byline=None))


def wiki_news(s: Story) -> Page:
    markup = f"""<!DOCTYPE html><html class="client-nojs" lang="en" dir="ltr"><head><meta charset="UTF-8"><title>{e(s.title)} - {e(s.source)}</title></head><body class="skin-vector mediawiki ltr ns-0 ns-subject page"><div id="mw-page-base" class="noprint"></div><div id="content" class="mw-body" role="main"><h1 id="firstHeading" class="firstHeading">{e(s.title)}</h1><div id="bodyContent" class="vector-body"><div id="siteSub" class="noprint">From {e(s.source)}, the free news source you can write!</div><div id="mw-content-text" lang="en" dir="ltr" class="mw-content-ltr"><div class="mw-parser-output"><p><strong class="published"><span id="publishDate" class="value-title" title="{s.published}"></span>{long_day(s)}</strong></p><table class="infobox noprint" style="float:right"><tbody><tr><th>More on this topic</th></tr><tr><td><ul><li><a>{HEADS[1]}</a></li><li><a>{HEADS[5]}</a></li></ul></td></tr></tbody></table>{ps(s.paragraphs)}<h2><span class="mw-headline" id="Sources">Sources</span><span class="mw-editsection"><span class="mw-editsection-bracket">[</span><a>edit</a><span>]</span></span></h2><ul><li><a href="https://a.example">"A first report of it all" — The Paper, {long_day(s)}</a></li></ul></div></div></div></div><div id="mw-navigation"><h2>Navigation menu</h2><div id="p-personal" role="navigation"><ul><li><a>Log in</a></li></ul></div></div><footer id="footer" class="mw-footer" role="contentinfo"><ul><li id="footer-info-lastmod"> This page was last edited on 3 October 2026, at 10:11.</li></ul></footer></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, byline=None))


def sidebar_first(s: Story) -> Page:
    """The column beside the story comes first, and is longer than it."""
    column = "".join(
        f"<div class='k3'><h4>{h}</h4><p>{t} {LOREM[(i + 1) % 6]}</p></div>"
        for i, (h, t) in enumerate(zip(HEADS, LOREM, strict=True))
    )
    markup = f"""<!doctype html><html><head><meta charset="utf-8"><title>{e(s.title)}</title></head><body><div class="k0"><a href="/">{e(s.source)}</a></div><div class="k1"><div class="k2"><h3>In our pages</h3>{column}</div><div class="k9"><h1>{e(s.title)}</h1><p class="k8">By {e(s.byline)}, {long_day(s)}</p>{ps(s.paragraphs)}</div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, source=None))


def key_points(s: Story) -> Page:
    points = [
        "The decision was expected for weeks",
        "Nobody was hurt in the events of the day",
        "More is known than on the evening before",
    ]
    markup = f"""<!doctype html><html lang="en-AU"><head><meta charset="utf-8"><title>{e(s.title)} - {e(s.source)}</title><meta name="DCTERMS.issued" content="{s.published}T04:11:12+00:00"><meta property="article:modified_time" content="{s.published}T05:11:12+00:00"></head><body><div data-component="Screen"><main><article data-component="Article"><div data-component="HeadingBlock"><h1 data-component="ArticleHeadline">{e(s.title)}</h1><div data-component="Byline">By <a data-component="Link">{e(s.byline)}</a></div><div data-component="Dateline"><time datetime="{s.published}T04:11:12.000Z">Posted 2 y ago</time></div></div><div data-component="ArticleWeb"><section data-component="KeyPoints"><h2>In short:</h2><ul>{"".join(f"<li>{p}</li>" for p in points)}</ul></section>{ps(s.paragraphs[:2], attributes=' class="paragraph_paragraph__iYReA"')}<div data-component="EmphasisedText"><p class="paragraph_paragraph__iYReA"><strong>What is this about?</strong></p></div>{ps(s.paragraphs[2:], attributes=' class="paragraph_paragraph__iYReA"')}</div><div data-component="Topics"><span>Topic:</span><a>Harbours</a></div></article><div data-component="RelatedStories"><h2>Related stories</h2><div data-component="Card"><a>{HEADS[4]}</a></div></div></main></div></body></html>"""
    return Page(
        markup,
        [s.title, "In short:", *points, *s.paragraphs[:2], "What is this about?", *s.paragraphs[2:]],
        details(s),
    )


def spanish_box(s: Story) -> Page:
    y, m, d = s.published.split("-")
    months = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
    body = "".join(
        f'<p class="texto">{linked(p)}</p>'
        + (
            '<div class="te-puede-interesar"><strong>Te puede interesar:</strong> <a href="/q">El bar que abre a las cinco de la mañana</a></div>'
            if i == 1
            else ""
        )
        for i, p in enumerate(s.paragraphs)
    )
    markup = f"""<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>{e(s.title)} | {e(s.source)}</title></head><body><div class="cabecera"><div class="fecha-hoy">viernes, 27 de noviembre de 2026</div><a href="/">{e(s.source)}</a></div><div class="noticia"><h1 class="titular">{e(s.title)}</h1><ul class="entradillas"><li>Cuatro trenes al día en cada sentido</li><li>La obra costó tres millones menos</li></ul><div class="firma"><span class="nombre">{e(s.byline)}</span><span class="lugar">Valdeperales</span><span class="fecha">{int(d)} de {months[int(m) - 1]} de {y}</span></div><div class="cuerpo">{body}</div></div><div class="lo-mas-visto"><h3>Lo más visto</h3><ol><li><a>Detienen a un hombre por robar un semáforo</a></li></ol></div></body></html>"""
    return Page(
        markup,
        [s.title, "Cuatro trenes al día en cada sentido", "La obra costó tres millones menos", *s.paragraphs],
        details(s),
    )


def notice(s: Story) -> Page:
    markup = f"""<html><head><title>{e(s.title)}</title></head><body><h1>{e(s.title)}</h1><div>{"</div><div>".join(e(p) for p in s.paragraphs)}</div><p>{e(s.source)}, {long_day(s)}</p><p><a href="/all">All notices</a></p></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, byline=None, source=None))


FIRST_HELD_OUT: dict[str, tuple[Layout, list[str]]] = {
    "ghost": (ghost, ["a-04", "c-18"]),
    "essay-platform": (essay_platform, ["a-06", "b-21"]),
    "broadcaster": (broadcaster, ["b-17", "b-08"]),
    "form-portal": (form_portal, ["a-18", "c-07"]),
    "joomla": (joomla, ["c-25"]),
    "local-tv": (local_tv, ["a-12", "b-13"]),
    "site-builder": (site_builder, ["c-06"]),
    "press-release": (press_release, ["c-17"]),
    "preformatted": (preformatted, ["a-03"]),
    "page-builder": (page_builder, ["c-21", "a-05"]),
    "endless-scroll": (endless_scroll, ["a-15 a-16"]),
    "saved-single-file": (saved_single_file, ["b-11", "c-11"]),
    "link-between": (link_between, ["c-05"]),
    "mailed-letter": (mailed_letter, ["b-24"]),
    "interview": (interview, ["b-19"]),
    "consent-first": (consent_first, ["pt-1"]),
}
# Written when the reader had been mended by what the first ones showed.
HELD_OUT: dict[str, tuple[Layout, list[str]]] = {
    "typo-paper": (typo_paper, ["de-1"]),
    "spip": (spip, ["fr-1"]),
    "chain-paper": (chain_paper, ["a-20", "a-07"]),
    "agency-promos": (agency_promos, ["b-12", "c-01"]),
    "page-of-1998": (page_of_1998, ["c-23", "a-08"]),
    "chapters": (chapters, ["b-15", "c-03"]),
    "ticker": (ticker, ["c-02", "b-16"]),
    "wiki-news": (wiki_news, ["b-05", "a-25"]),
    "sidebar-first": (sidebar_first, ["b-14", "c-10"]),
    "key-points": (key_points, ["a-09", "b-06"]),
    "spanish-box": (spanish_box, ["es-1"]),
    "notice": (notice, ["b-23", "b-20"]),
}
