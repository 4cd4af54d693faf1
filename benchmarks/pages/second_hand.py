"""News pages by a second hand, which hadn't seen the reader: the markup of present-day sites, old ones and copies."""

# A page's markup is best read as the page has it, however long its lines.
# ruff: noqa: D103, E501

import json
from typing import Any

from layouts import Layout, Page, Story, details, e, linked, long_day, ps

TEASERS = (
    "Harbour dredging to resume after court lifts order",
    "How a village choir ended up on the moon shot’s playlist",
    "Opinion: The night bus is not a luxury",
    "Rail fares to rise 3.8% from January, regulator confirms",
    "Watch: Otter crosses ring road with police escort",
    "The quiet return of the paper map",
)
REMARKS = (
    "I lived two streets from there for eleven years and I can tell you that nobody ever asked us what we thought. They held one meeting, on a weekday morning, when everyone was at work, and called that a consultation.",
    "Typical. The same people who told us in the spring that everything was under control are now telling us that nobody could have known. I could have known. My dog could have known.",
    "@Grumbler You are mixing up two things. The report was about the other site and it came out a year earlier. Read it before you post, it is only forty pages and the second half is photographs.",
    "My father worked there all his life and he would have wept. That is all I wanted to say. Thank you for writing about it, no other paper has bothered to send anybody.",
    "Can the author please say where the figure in the fourth paragraph comes from? I have looked at the published tables and I cannot make it add up, unless they have counted the same households twice.",
    "First time commenting. I think that both sides have a point and that shouting at each other under an article is not going to change a thing, but I have read all of the comments above and now I feel worse.",
    "Follow the money!!! Who owns the land? Who owned it in 2012? Nobody at this paper will ever print that, because of who buys the full-page advertisements at Christmas. Wake up people.",
)


def json_ld(record: dict[str, Any] | list[Any]) -> str:
    return f'<script type="application/ld+json">{json.dumps(record, ensure_ascii=False)}</script>'


def article(s: Story, **more: object) -> dict[str, Any]:
    record = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": f"{s.published}T14:02:11Z",
        "author": [{"@type": "Person", "name": s.byline}],
        "publisher": {"@type": "Organization", "name": s.source},
    }
    return record | more


def cards(tag: str, classes: str, day: str = "") -> str:
    when = f'<time datetime="2027-01-0{{}}">{day}</time>' if day else ""
    return "".join(
        f'<{tag} class="{classes}"><a href="/x/{i}"><h3>{t}</h3></a>{when.format(i + 1)}</{tag}>'
        for i, t in enumerate(TEASERS)
    )


def hub(s: Story) -> Page:
    enhancement = f'<div class="PageListEnhancementGeneric" data-module=""><div class="PageListEnhancementGeneric-title">Related stories</div><bsp-list-loadmore class="PageListStandardB"><div class="PageList-items"><div class="PageList-items-item"><div class="PagePromo"><div class="PagePromo-content"><div class="PagePromo-title"><a class="Link" href="/article/1"><span class="PagePromoContentIcons-text">{TEASERS[0]}</span></a></div><div class="PagePromo-byline"><bsp-timestamp data-timestamp="1799000000000"><span data-date="">January 3, 2027</span></bsp-timestamp></div></div></div></div><div class="PageList-items-item"><div class="PagePromo"><div class="PagePromo-title"><a><span class="PagePromoContentIcons-text">{TEASERS[3]}</span></a></div></div></div></div></bsp-list-loadmore></div>'
    dateline = "BRENNOCK (CW) — "
    paragraphs = [dateline + s.paragraphs[0], *s.paragraphs[1:]]
    markup = f"""<!DOCTYPE html><html class="ArticlePage aside" lang="en"><head><meta charset="UTF-8"><title>{e(s.title)} | {e(s.source)}</title><meta property="og:title" content="{e(s.title)}"><meta property="og:site_name" content="{e(s.source)}"><meta property="article:published_time" content="{s.published}T05:04:10"><meta property="article:modified_time" content="2026-06-01T11:11:11">{json_ld([article(s, dateModified="2026-06-01T11:11:11Z"), {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "World News"}]}])}</head><body class="Page-body"><bsp-header class="Page-header"><div class="Page-header-nav"><ul class="Navigation"><li><a>World</a></li><li><a>U.S.</a></li><li><a>Politics</a></li></ul><button>Menu</button></div><div class="TopicBar"><a>The Latest: storm nears coast</a><a>Cup final</a></div></bsp-header><main class="Page-main"><div class="Page-breadcrumbs"><a>World News</a></div><h1 class="Page-headline">{e(s.title)}</h1><bsp-story-page class="StoryPage"><div class="Page-lead"><bsp-carousel class="Carousel"><div class="Carousel-slide"><figure><img alt="x"><div class="CarouselSlide-infoDescription"><span><p>Villagers look at the road on Monday. (CW Photo/A. Lens)</p></span></div></figure></div><span class="Carousel-slides-counter">1 of 7 | </span></bsp-carousel></div><div class="Page-content"><div class="Page-actions"><button>Share</button></div><div class="Page-bylineWrapper"><bsp-byline class="Page-byline"><div class="Page-authors">By&nbsp;<a class="Link" href="/author/1">{e(s.byline.upper())}</a></div><div class="Page-dateModified">Updated <bsp-timestamp data-timestamp="1780000000000"><span data-date>11:11 AM UTC, June 1, 2026</span></bsp-timestamp></div></bsp-byline></div><bsp-story-body><div class="RichTextStoryBody RichTextBody">{ps(paragraphs[:2])}<div class="FreeStar"><div class="Advertisement">Advertisement</div></div>{"".join(f"<p>{linked(p)}</p>" for p in paragraphs[2:4])}{enhancement}{ps(paragraphs[4:])}<p>___</p><p>Coast Wire writer Ada Holm in Port Mallow contributed to this report.</p></div></bsp-story-body><div class="Page-below"><div class="AuthorBio"><a>{e(s.byline)}</a><div class="AuthorBio-text">Covers borders and rivers for the wire’s desk in the north, and has done so since the flood.</div></div><div class="TaboolaRecommendation"><h2>Most read</h2>{cards("div", "PagePromo", "January 2, 2027")}</div></div></div></bsp-story-page></main></body></html>"""
    gold = [s.title, *paragraphs, "Coast Wire writer Ada Holm in Port Mallow contributed to this report."]
    return Page(markup, gold, details(s))


def hashed_paragraphs(s: Story) -> Page:
    points = [
        "Vote came after nine hours of talks",
        "Markets open lower on the news",
        "Second reading is due in spring",
    ]
    body = "".join(
        f'<div data-testid="paragraph-{i}" class="text__text__1FZLe text__dark-grey__3Ml43 text__regular__2N1Xr text__small__1kGq2 body__full_width__ekUdw body__small_body__2vQyf article-body-module__paragraph__2-BtD">{linked(p)}</div>'
        + (
            '<div class="article-body-module__element__1h5nw" data-testid="Ad"><span>Advertisement · Scroll to continue</span></div>'
            if i in (1, 3)
            else ""
        )
        for i, p in enumerate(s.paragraphs)
    )
    markup = f"""<!DOCTYPE html><html lang="en"><head><title>{e(s.title)} | {e(s.source)}</title><meta property="og:title" content="{e(s.title)}"><meta name="article:published_time" content="{s.published}T06:12:00Z"><meta property="og:article:modified_time" content="2025-09-09T06:12:00Z"><meta name="article:author" content="{e(s.byline)}"><meta property="og:site_name" content="{e(s.source)}"></head><body><div id="fusion-app"><a class="screen-reader-only" href="#main-content">Skip to main content</a><div class="header__bar__x1"><span>Exclusive news, data and analytics for financial market professionals</span><button>Sign In</button><button>Register</button></div><div class="regular-article-layout__layout__2K"><main id="main-content"><article data-testid="Article" class="article-module__container__1hKe"><header class="article-header-module__container__3ZB"><nav data-testid="Breadcrumb"><a>World</a></nav><h1 data-testid="Heading" class="text__text__1FZLe heading__base__2T28j">{e(s.title)}</h1><div class="info-content-module__container"><span data-testid="AuthorNameByline">By <a rel="author" data-testid="AuthorNameLink">{e(s.byline)}</a></span></div><time data-testid="DateTime" datetime="{s.published}T06:12:00Z"><span>{long_day(s)}</span><span>6:12 AM UTC</span><span>Updated ago</span></time></header><figure data-testid="primary-image"><img><figcaption data-testid="caption">A trader looks at a screen. {e(s.source)}/S. Nap <a>Purchase Licensing Rights, opens new tab</a></figcaption></figure><div data-testid="Summary"><h2>Summary</h2><ul class="summary__list__3n1">{"".join(f"<li data-testid='Body'>{p}</li>" for p in points)}</ul></div><div class="article-body-module__content__bnXL1" data-testid="ArticleBody">{body}<p data-testid="newsletter-signup" class="text__text">The daily briefing newsletter provides all the news you need to start your day. Sign up <a>here</a>.</p><div data-testid="SignOff" class="sign-off__container"><p>Reporting by {e(s.byline)}; Editing by O. Mend</p></div><p data-testid="trust-principles">Our Standards: <a>The Trust Principles., opens new tab</a></p></div><ul data-testid="tags"><li>Suggested Topics:</li><li><a>World</a></li></ul><div class="author-bio__bio"><div data-testid="AuthorBio"><a>{e(s.byline)}</a><p>Senior correspondent who writes on central banks, with fifteen years in three capitals behind the byline.</p></div></div></article></main><section data-testid="ReadNext"><h2>Read Next</h2>{cards("li", "story-card__x", "1 hour ago")}</section></div></div></body></html>"""
    return Page(markup, [s.title, "Summary", *points, *s.paragraphs], details(s))


def css_in_js(s: Story) -> Page:
    body = "".join(
        f'<div class="css-s99gbd StoryBodyCompanionColumn" data-testid="companionColumn-{i}"><div class="css-53u6y8">{"".join(f"<p class=`css-at9mc1 evys1bk0`>{linked(p)}</p>".replace("`", chr(34)) for p in s.paragraphs[i * 2 : i * 2 + 2])}</div></div><div class="css-1ikqp1i"><div data-testid="StandardAd" class="ad story-ad-{i}-wrapper"><div class="css-5gt7x0"><p>Advertisement</p><a href="#after-story-ad-{i}">SKIP ADVERTISEMENT</a></div></div></div>'
        for i in range((len(s.paragraphs) + 1) // 2)
    )
    record = article(
        s,
        dateModified="2026-04-04T01:00:00Z",
        isAccessibleForFree=False,
        author=[{"@type": "Person", "name": s.byline, "url": "https://x.example"}],
    )
    markup = f"""<!DOCTYPE html><html lang="en" class="story nytapp-vi-article"><head><title data-rh="true">{e(s.title)} - {e(s.source)}</title><meta data-rh="true" property="article:published" content="{s.published}T14:02:11.000Z"><meta data-rh="true" property="article:modified" content="2026-04-04T01:00:00.000Z"><meta data-rh="true" name="byl" content="By {e(s.byline)}">{json_ld(record)}</head><body><div id="app"><div class="css-1xdhyk6"><div class="NYTAppHideMasthead"><header class="masthead css-1b"><a href="#site-content">Skip to content</a><div class="css-qr">Today’s Paper</div></header></div><div aria-hidden="false"><main id="site-content"><div><div id="top-wrapper" class="css-3xqm5e"><p>Advertisement</p></div><article id="story" class="css-1vxca1d e1lmdhsb0"><div id="sponsor-wrapper"></div><header class="css-dcn3ue euiyums1"><div class="css-1vkm6nb ehdk2mb0"><h1 class="css-1l8buln e1h9rw200" data-testid="headline">{e(s.title)}</h1></div><p id="article-summary" class="css-1n0orw4 e1wiw3jv0">What is known so far, and what the people who were there say of it.</p><div class="css-1vzwsp"><p class="css-4skfbu">Listen to this article · 6:41 min <a>Learn more</a></p></div><div data-testid="imageblock-wrapper"><figure class="css-1q"><img><figcaption class="css-1g"><span class="css-jevhma">The bridge at dawn.</span><span class="css-cn"><span>Credit...</span>A. Lens for the paper</span></figcaption></figure></div><div class="css-18e8msd"><div class="css-vp77d3"><div class="css-1baulvz last-byline"><p class="css-17wlcmr e1jsehar1"><span class="byline-prefix">By </span><span class="css-1baulvz last-byline" itemprop="name"><a class="css-n8ff4n">{e(s.byline)}</a></span></p><p class="css-8r e1">{e(s.byline)} reported from the north of the country.</p></div></div><ul class="css-1u1psjv"><li><time class="css-rqb9bm" datetime="{s.published}T10:02:11-04:00">{long_day(s)}</time></li></ul></div></header><section name="articleBody" class="meteredContent css-1r7ky0e">{body}</section><div class="bottom-of-article"><div class="css-k8fkhk"><p>A version of this article appears in print on <span>Jan. 5, 2026</span>, Section A, Page 6 of the edition with the headline: A Bridge. <a>Order Reprints</a> | <a>Today’s Paper</a> | <a>Subscribe</a></p></div></div></article><div class="css-kk"><h2>Related Content</h2><section><h3>More in World</h3>{cards("li", "css-1iski")}</section><section><h3>Editors’ Picks</h3>{cards("li", "css-1iskj")}</section></div></div></main></div></div></div><div id="gateway-content"><p>Thank you for your patience while we verify access. If you are in Reader mode please exit and log into your account, or subscribe for all of the paper.</p></div><script>window.__preloadedData = {{"initialData":{{"data":{{"article":{{"headline":"x"}}}}}}}};</script></body></html>"""
    return Page(
        markup,
        [s.title, "What is known so far, and what the people who were there say of it.", *s.paragraphs],
        details(s),
    )


def islands(s: Story) -> Page:
    standfirst = "Residents speak of a night without sleep as officials promise a review"
    rich_link = f'<figure id="r1" data-spacefinder-role="richLink" class="dcr-47fhrn"><gu-island name="RichLinkComponent" props="{{}}"><div data-print-layout="hide" class="dcr-1tvb1sf"><div class="dcr-1o"><a href="/world/1"><h4 class="dcr-x">{TEASERS[1]}</h4><div>Read more</div></a></div></div></gu-island></figure>'
    quote = '<figure class="dcr-zz"><aside class="dcr-hh pullquote"><svg></svg><blockquote class="dcr-q1">We counted the lorries until we could not</blockquote><footer><cite>A resident</cite></footer></aside></figure>'
    newsletter = '<figure data-spacefinder-role="inline" class="dcr-ns"><a data-ignore="global-link-styling" href="#EmailSignup-skip-link-7" class="dcr-skip">skip past newsletter promotion</a><aside aria-label="newsletter promotion" class="dcr-a9"><p>Sign up to <!-- -->First Thing</p><p>Our morning email breaks down the key stories of the day, telling you what’s happening and why it matters</p><form><label>Enter your email</label><button>Sign up</button></form><span class="dcr-priv"><strong>Privacy Notice: </strong>Newsletters may contain information about charities, online ads, and content funded by outside parties.</span></aside><p id="EmailSignup-skip-link-7" tabindex="0" aria-label="after newsletter promotion" role="note" class="dcr-jzxpee">after newsletter promotion</p></figure>'
    y, _, d = s.published.split("-")
    markup = f"""<!DOCTYPE html><html lang="en"><head><title>{e(s.title)} | Borders | {e(s.source)}</title><meta property="og:site_name" content="{e(s.source)}"><meta property="og:title" content="{e(s.title)}"><meta property="article:published_time" content="{s.published}T17:00:03.000Z"><meta property="article:modified_time" content="2025-05-05T17:00:03.000Z"><meta name="author" content="{e(s.byline)}"><meta property="article:author" content="https://www.lantern.example/profile/x"></head><body><a class="skip">Skip to main content</a><a class="skip">Skip to navigation</a><div id="bannerandheader"><section><header class="dcr-1k"><a>Print subscriptions</a><a>Search jobs</a><nav><ul><li><a>News</a></li><li><a>Opinion</a></li></ul></nav></header></section></div><main data-layout="StandardLayout"><div class="dcr-f"><div data-gu-name="title"><div class="dcr-tt"><a>Borders</a></div></div><div data-gu-name="headline"><div class="dcr-cohh"><h1 class="dcr-u0152o">{e(s.title)}</h1></div></div><div data-gu-name="standfirst"><div class="dcr-1yi1cnj"><p>{standfirst}</p><ul><li><a href="/live">Follow our live coverage of the day’s events</a></li></ul></div></div><div data-gu-name="meta"><div class="dcr-1r9a1z6"><address aria-label="Contributor info"><div class="dcr-byl"><a rel="author">{e(s.byline)}</a> in Veld</div></address><details class="dcr-eb59kw"><summary><span class="dcr-u0h1qy">{long_day(s)[:3]} {int(d)} {y} 17.00 GMT</span></summary>Last modified on Mon 5 May 2025 18.00 BST</details><gu-island><button>Share</button></gu-island></div></div><div data-gu-name="body"><div id="maincontent" class="dcr-ch7w1w"><div class="article-body-commercial-selector article-body-viewer-selector dcr-11jq3zt">{"".join(f"<p class='dcr-16w5gq9'>{linked(p)}</p>" for p in s.paragraphs[:2])}{rich_link}{"".join(f"<p class='dcr-16w5gq9'>{e(p)}</p>" for p in s.paragraphs[2:4])}{newsletter}{"".join(f"<p class='dcr-16w5gq9'>{e(p)}</p>" for p in s.paragraphs[4:5])}{quote}{"".join(f"<p class='dcr-16w5gq9'>{e(p)}</p>" for p in s.paragraphs[5:])}</div><div class="dcr-sub"><div>Explore more on these topics</div><ul><li><a>Borders</a></li><li><a>features</a></li></ul><button>Share</button><a>Reuse this content</a></div></div></div></div></main><section id="comments"><h2>Comments (212)</h2></section><aside data-component="most-viewed"><h2>Most viewed</h2>{cards("li", "dcr-mv")}</aside></body></html>"""
    return Page(markup, [s.title, standfirst, *s.paragraphs], details(s))


def placeholder_paragraphs(s: Story) -> Page:
    y, _, d = s.published.split("-")
    cite = '<cite class="source__cite"><span class="source__location" data-editable="location">Port Mallow</span> <span class="source__text" data-editable="source">TV5</span>&nbsp;—&nbsp;</cite>'
    related = f'<div class="related-content related-content--article" data-component-name="related-content"><a class="related-content__link" href="/1"><div class="related-content__image"><img></div><div class="related-content__info"><p class="related-content__label">Related article</p><span class="related-content__headline-text">{TEASERS[0]}</span></div></a></div>'
    body = "".join(
        f'<p class="paragraph inline-placeholder vossi-paragraph" data-uri="cms/{i}" data-editable="text" data-component-name="paragraph" data-article-gutter="true">\n            {linked(p)}\n    </p>'
        + (related if i == 2 else "")
        for i, p in enumerate(s.paragraphs)
    )
    markup = f"""<!DOCTYPE html><html lang="en" data-layout-uri="cms/layout-with-rail"><head><title>{e(s.title)} | {e(s.source)}</title><meta property="og:title" content="{e(s.title)} | {e(s.source)}"><meta property="og:site_name" content="{e(s.source)}"><meta property="article:published_time" content="{s.published}T21:12:00.000Z"><meta property="article:modified_time" content="2026-02-02T08:00:00.000Z"><meta name="author" content="{e(s.byline)}"></head><body class="layout layout-with-rail"><div class="header__wrapper"><nav class="header__nav"><a>US</a><a>World</a></nav><div class="ad-feedback__modal"><h2>{e(s.source)} values your feedback</h2><div>1. How relevant is this ad to you?</div><div>2. Did you encounter any technical issues?</div><label>Video player was slow to load content</label><label>Ad froze or did not finish loading</label><button>Submit</button><div>Your effort and contribution in providing this feedback is much appreciated.</div></div></div><div class="headline headline--has-lowertext"><div class="headline__wrapper"><h1 data-editable="headlineText" class="headline__text inline-placeholder">
      {e(s.title)}
    </h1></div><div class="headline__footer"><div class="headline__sub-container"><div class="headline__byline-sub-text" data-editable="settings"><div class="byline vossi-byline"><div class="byline__names">By <a class="byline__link"><span class="byline__name">{e(s.byline)}</span></a></div></div><div class="timestamp vossi-timestamp" data-editable="settings.x"> Updated 8:00 AM EST, Mon February 2, 2026 <br> Published 9:12 PM EST, Mon {long_day(s).split()[0]} {int(d)}, {y} </div></div></div></div></div><section class="layout__wrapper"><section class="layout__main"><article class="article" role="main"><section class="body tabcontent active"><main class="article__main"><div class="image__lede article__lede-wrapper"><div class="image__caption attribution"><span data-editable="metaCaption" class="inline-placeholder">Rescuers at the pier on Monday.</span><figcaption class="image__credit">A. Lens/Picture Agency</figcaption></div></div><div class="article__content-container"><div class="article__content" itemprop="articleBody">{cite}{body}<p class="paragraph inline-placeholder vossi-paragraph"><em>TV5’s Ola Bern contributed to this report.</em></p></div></div></main></section></article></section><section class="layout__rail"><div class="ad-slot-header">Ad Feedback</div><div class="container__title"><h2>Up next</h2></div>{cards("li", "card container__item", "4 minute read")}</section></section></body></html>"""
    return Page(
        markup,
        [s.title, "Port Mallow TV5 —", *s.paragraphs, "TV5’s Ola Bern contributed to this report."],
        details(s),
    )


def newspaper_theme(s: Story) -> Page:
    box = f'<div class="td_block_wrap td_block_15 tdi_4 td_with_ajax_pagination td-pb-border-top td_block_template_1" data-td-block-uid="tdi_4"><div class="td-block-title-wrap"><h4 class="block-title td-block-title"><span class="td-pulldown-size">You may also like</span></h4></div><div id="tdi_4" class="td_block_inner">{"".join(f"<div class=`td_module_mx4 td_module_wrap`><h3 class=`entry-title td-module-title`><a>{t}</a></h3><time class=`entry-date updated td-module-date` datetime=`2027-01-05T00:00:00+00:00`>January 5, 2027</time></div>".replace("`", chr(34)) for t in TEASERS[:3])}</div></div>'
    comments = "".join(
        f'<li class="comment {"depth-2" if i % 3 == 2 else "depth-1"}" id="li-comment-{i}"><article><footer><img class="avatar"><cite>Grumbler {i}</cite><a class="comment-link" href="#c{i}"><time pubdate="{1799000000 + i}">January {i + 1}, 2027 At 8:0{i} am</time></a></footer><div class="comment-content tagdiv-type"><p>{r}</p></div><div class="comment-meta"><a class="comment-reply-link">Reply</a></div></article></li>'
        for i, r in enumerate(REMARKS)
    )
    markup = f"""<!doctype html><html lang="en-US"><head><meta charset="UTF-8"/><title>{e(s.title)} - {e(s.source)}</title><meta property="og:site_name" content="{e(s.source)}"/><meta property="og:type" content="article"/></head><body class="post-template-default single single-post td-standard-pack"><div id="td-outer-wrap" class="td-theme-wrap"><div class="td-header-wrap"><div class="td-header-sp-logo"><a class="td-main-logo">{e(s.source)}</a></div><ul class="sf-menu"><li class="menu-item"><a>News</a></li></ul></div><div class="td-main-content-wrap td-container-wrap"><div class="td-container td-post-template-default"><div class="td-crumb-container"><div class="entry-crumbs"><span><a>Home</a></span> <span><a>News</a></span></div></div><div class="td-pb-row"><div class="td-pb-span8 td-main-content"><div class="td-ss-main-content"><article id="post-4411" class="post-4411 post type-post status-publish hentry category-news td-post-template-default" itemscope itemtype="https://schema.org/Article"><div class="td-post-header"><ul class="td-category"><li class="entry-category"><a>News</a></li></ul><header class="td-post-title"><h1 class="entry-title">{e(s.title)}</h1><div class="td-module-meta-info"><div class="td-post-author-name"><div class="td-author-by">By</div> <a href="/author/x">{e(s.byline)}</a><div class="td-author-line"> - </div></div><span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{s.published}T08:11:00+00:00">{long_day(s)}</time></span><div class="td-post-comments"><a>7</a></div><div class="td-post-views"><span>1204</span></div></div></header></div><div class="td-post-sharing-top"><a class="td-social-sharing-button"><div class="td-social-but-text">Share</div></a><div class="td-social-but-text">Facebook</div></div><div class="td-post-content tagdiv-type">{ps(s.paragraphs[:1])}<div class="td-a-rec td-a-rec-id-content_inline"><span class="td-adspot-title">- Advertisement -</span></div>{ps(s.paragraphs[1:2])}{box}{ps(s.paragraphs[2:])}</div><footer><div class="td-post-source-tags"><ul class="td-tags"><li><span>TAGS</span></li><li><a>ring road</a></li></ul></div><div class="td-block-row td-post-next-prev"><div class="td-block-span6 td-post-prev-post"><span>Previous article</span><a>{TEASERS[4]}</a></div></div><div class="author-box-wrap"><a><img></a><div class="desc"><div class="td-author-name vcard author"><span class="fn"><a>{e(s.byline)}</a></span></div><div class="td-author-description">Has covered courts and councils since 2009 and keeps bees on the roof of the paper’s offices.</div></div></div><span class="td-page-meta" itemprop="author" itemscope><meta itemprop="name" content="{e(s.byline)}"></span><meta itemprop="datePublished" content="{s.published}T08:11:00+00:00"></footer></article><div class="comments" id="comments"><div class="td-comments-title-wrap"><h4 class="td-comments-title"><span>7 COMMENTS</span></h4></div><ol class="comment-list">{comments}</ol><div id="respond"><h3>LEAVE A REPLY <small>Cancel reply</small></h3><form><textarea placeholder="Comment:"></textarea></form></div></div></div></div><div class="td-pb-span4 td-main-sidebar"><div class="td_block_wrap"><h4 class="block-title"><span>Must Read</span></h4>{cards("div", "td_module_6", "January 6, 2027")}</div></div></div></div></div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def five_things(s: Story) -> Page:
    heads = ["Who is behind it", "What it will cost", "When it starts", "Who is against it", "What nobody knows yet"]
    paragraphs = s.paragraphs[1:6]
    items = "".join(
        f"<h3><strong>{i + 1}. {h}</strong></h3>\n<p>{linked(p)}</p>\n"
        for i, (h, p) in enumerate(zip(heads, paragraphs, strict=False))
    )
    title = f"{s.title}: 5 things to know"
    info = f'<ul class="elementor-inline-items elementor-icon-list-items elementor-post-info"><li class="elementor-icon-list-item elementor-inline-item" itemprop="author"><a><span class="elementor-icon-list-text elementor-post-info__item elementor-post-info__item--type-author">{e(s.byline)}</span></a></li><li class="elementor-icon-list-item" itemprop="datePublished"><a><span class="elementor-icon-list-text elementor-post-info__item elementor-post-info__item--type-date"><time>{long_day(s)}</time></span></a></li></ul>'
    loop = "".join(
        f'<article class="elementor-post elementor-grid-item post type-post"><div class="elementor-post__text"><h3 class="elementor-post__title"><a>{t}</a></h3><div class="elementor-post__meta-data"><span class="elementor-post-date">January {i + 2}, 2027</span></div><div class="elementor-post__excerpt"><p>{r[:90]}…</p></div><a class="elementor-post__read-more">Read More »</a></div></article>'
        for i, (t, r) in enumerate(zip(TEASERS, REMARKS, strict=False))
    )
    markup = f"""<!doctype html><html lang="en-US"><head><meta charset="UTF-8"><title>{e(title)} &#8211; {e(s.source)}</title><meta property="og:site_name" content="{e(s.source)}"></head><body class="post-template-default single elementor-default elementor-kit-6 elementor-page-91"><header data-elementor-type="header" class="elementor elementor-12 elementor-location-header"><div class="elementor-element e-con"><div class="elementor-widget elementor-widget-nav-menu"><nav><ul><li><a class="elementor-item">Home</a></li></ul></nav></div></div></header><div data-elementor-type="single-post" class="elementor elementor-91 elementor-location-single post-88 post type-post"><div class="elementor-element e-flex e-con-boxed e-con e-parent"><div class="e-con-inner"><div class="elementor-element elementor-widget elementor-widget-theme-post-title"><div class="elementor-widget-container"><h1 class="elementor-heading-title elementor-size-default">{e(title)}</h1></div></div><div class="elementor-element elementor-widget elementor-widget-post-info"><div class="elementor-widget-container">{info}</div></div><div class="elementor-element elementor-widget elementor-widget-theme-post-content"><div class="elementor-widget-container">\n<p>{e(s.paragraphs[0])}</p>\n<div id="ez-toc-container" class="ez-toc-v2 counter-hierarchy"><p class="ez-toc-title">Table of Contents</p><nav><ul class="ez-toc-list">{"".join(f"<li><a href=#{i}>{i + 1}. {h}</a></li>" for i, h in enumerate(heads[: len(paragraphs)]))}</ul></nav></div>{items}<h4>Read Also:</h4><ul class="wp-block-list"><li><a href="/1">{TEASERS[0]}</a></li><li><a href="/2">{TEASERS[5]}</a></li></ul></div></div><div class="elementor-element elementor-widget elementor-widget-share-buttons"><div class="elementor-share-btn"><span class="elementor-share-btn__title">Facebook</span></div></div><div class="elementor-widget elementor-widget-author-box"><h4 class="elementor-author-box__name">{e(s.byline)}</h4><div class="elementor-author-box__bio">Writes explainers for people who have missed the first half of the story.</div></div><div class="elementor-element elementor-widget elementor-widget-posts"><div class="elementor-widget-container"><div class="elementor-posts-container elementor-grid">{loop}</div></div></div></div></div></div><footer class="elementor elementor-location-footer"><p>© 2027 All rights reserved.</p></footer></body></html>"""
    pairs = [text for i, (h, p) in enumerate(zip(heads, paragraphs, strict=False)) for text in (f"{i + 1}. {h}", p)]
    return Page(markup, [title, s.paragraphs[0], *pairs], details(s, title=title))


def match_report(s: Story) -> Page:
    rows = [
        ("", "1", "2", "3", "4", "T"),
        ("Vale", "7", "0", "10", "3", "20"),
        ("Dunmore", "3", "14", "0", "10", "27"),
    ]
    table = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    standing = "".join(
        f"<tr><td>{i + 1}</td><td>{c}</td><td>{30 - i}</td><td>{88 - 3 * i}</td></tr>"
        for i, c in enumerate(("Corrib", "Halden", "Westmere", "Lissadell", "Arran Rovers", "Port Mallow", "Kerrin"))
    )
    markup = f"""<!DOCTYPE html><html lang="en"><head><title>{e(s.title)} – {e(s.source)}</title><meta property="og:title" content="{e(s.title)}"/><meta property="og:site_name" content="{e(s.source)}"/>{json_ld(article(s))}<script>window.Fusion=window.Fusion||{{}};Fusion.globalContent={{"type":"story","publish_date":"2027-01-01T00:00:00Z","related_content":{{"basic":[]}}}};</script></head><body><div id="fusion-app" class="fusion-app"><div class="b-header-nav-chain"><nav class="c-nav"><a>Sports</a></nav></div><section role="main" class="b-right-rail__main"><div class="c-stack b-right-rail__full-width-1"><h1 class="c-heading b-headline">{e(s.title)}</h1><div class="b-byline"><span class="b-byline__by">By</span><span class="b-byline__names"> <a class="c-link">{e(s.byline)}</a></span></div><time class="c-date b-date" dateTime="{s.published}T22:00:00Z">{long_day(s)} at 10:00 p.m. GMT</time></div><article class="b-article-body"><p class="c-paragraph">{e(s.paragraphs[0])}</p><div class="c-scoreboard"><table class="boxscore">{table}</table></div><div id="arcad_1" class="arcad-feature"><div class="c-ad">Advertisement</div></div>{"".join(f"<p class='c-paragraph'>{linked(p)}</p>" for p in s.paragraphs[1:3])}<p class="c-paragraph b-article-body__interstitial-link">[ <a class="c-link" href="/1">{TEASERS[1]}</a> ]</p><p class="c-paragraph"><strong>READ MORE: </strong><a href="/2">{TEASERS[4]}</a></p>{"".join(f"<p class='c-paragraph'>{linked(p)}</p>" for p in s.paragraphs[3:])}</article><div class="b-author-bio"><div class="b-author-bio__description">{e(s.byline)} covers the Vale for the sports desk. Reach him by mail with tips and complaints.</div></div><div id="taboola-below"><h2>Around the web</h2><a>Doctors hate this kettle</a></div></section><aside class="b-right-rail__rail"><h2>Standings</h2><table><tr><th>Pos</th><th>Club</th><th>P</th><th>Pts</th></tr>{standing}</table></aside></div></body></html>"""
    return Page(markup, [s.title, s.paragraphs[0], *(" ".join(row) for row in rows), *s.paragraphs[1:]], details(s))


def body_field(s: Story) -> Page:
    y, m, d = s.published.split("-")
    rows = "".join(
        f'<div class="views-row"><article class="node node--type-article node--view-mode-teaser"><h2 class="node__title"><a>{t}</a></h2><div class="node__submitted"><time datetime="2027-01-0{i + 1}T00:00:00Z" class="datetime">0{i + 1}/01/2027</time></div></article></div>'
        for i, t in enumerate(TEASERS)
    )
    markup = f"""<!DOCTYPE html><html lang="en" dir="ltr" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8"/><meta name="Generator" content="Drupal 10 (https://www.drupal.org)"/><title>{e(s.title)} | {e(s.source)}</title></head><body class="layout-one-sidebar layout-sidebar-first page-node-412 path-node page-node-type-article"><a href="#main-content" class="visually-hidden focusable skip-link">Skip to main content</a><div class="dialog-off-canvas-main-canvas"><div id="page-wrapper"><header id="header" role="banner"><div class="region region-header"><div class="block block-system block-system-branding-block"><div class="site-branding__text"><div class="site-branding__name"><a href="/">{e(s.source)}</a></div></div></div></div></header><div class="layout-main-wrapper"><div class="region region-sidebar-first"><div class="views-element-container block block-views"><h2>Latest</h2><div class="content">{rows}</div></div></div><main id="content" class="column main-content" role="main"><section class="section"><a id="main-content" tabindex="-1"></a><div class="region region-content"><div id="block-bartik-page-title" class="block block-core block-page-title-block"><h1 class="title page-title"><span class="field field--name-title field--type-string field--label-hidden">{e(s.title)}</span></h1></div><div class="block block-system block-system-main-block"><article data-history-node-id="412" role="article" about="/node/412" class="node node--type-article node--promoted node--view-mode-full clearfix"><header><div class="node__meta"><span>Submitted by <span class="field field--name-uid field--type-entity-reference"><span lang="" about="/user/3" typeof="schema:Person" property="schema:name" datatype="" class="username">{e(s.byline)}</span></span> on <span class="field field--name-created field--type-created field--label-hidden">{d}/{m}/{y} - 09:31</span></span></div></header><div class="node__content clearfix"><div class="field field--name-field-image field--type-image"><img><blockquote class="image-field-caption"><p>Photo: the council</p></blockquote></div><div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item" property="schema:text">{ps(s.paragraphs)}</div><div class="field field--name-field-tags field--label-above clearfix"><h3 class="field__label">Tags</h3><ul class="links field__items"><li><a>council</a></li></ul></div><div class="node__links"><ul class="links inline"><li><a>Log in</a> or <a>register</a> to post comments</li></ul></div></div></article></div></div></section></main></div></div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def interview(s: Story) -> Page:
    questions = [
        "What did you see when you got there?",
        "Did anybody warn you?",
        "And afterwards?",
        "What would you do differently?",
        "Who should answer for it?",
        "Will you go back?",
    ]
    intro, answers = s.paragraphs[0], s.paragraphs[1:]
    pairs = list(zip(questions, answers, strict=False))
    blocks = "".join(
        f'<p class="" style="white-space:pre-wrap;"><strong>{q}</strong></p><p class="" style="white-space:pre-wrap;">{linked(a)}</p>'
        for q, a in pairs
    )
    markup = f"""<!doctype html><html lang="en-US"><head><title>{e(s.title)} — {e(s.source)}</title><meta property="og:site_name" content="{e(s.source)}"/><meta property="og:title" content="{e(s.title)} — {e(s.source)}"/><meta itemprop="datePublished" content="{s.published}T09:00:00-0500"/><meta itemprop="headline" content="{e(s.title)}"/><meta itemprop="author" content="{e(s.byline)}"/></head><body id="item-1" class="primary-button-style-solid tweak-blog-item collection-type-blog view-item"><div id="siteWrapper" class="site-wrapper"><header id="header" class="header"><div class="header-announcement-bar-wrapper"><div>Our winter issue is out now — order before the 12th for delivery by the holidays.</div></div><div class="header-title-text"><a>{e(s.source)}</a></div></header><main id="page"><article class="sections"><section class="page-section content-collection collection-type-blog-basic-grid"><div class="content-wrapper"><div class="blog-item-wrapper"><article id="article-" class="h-entry entry"><div class="blog-item-inner-wrapper"><div class="blog-item-top-wrapper"><div class="blog-item-title"><h1 class="entry-title entry-title--large p-name" data-content-field="title">{e(s.title)}</h1></div><div class="blog-item-meta-wrapper"><div class="blog-item-date-wrapper"><time class="dt-published blog-meta-item blog-meta-item--date" datetime="{long_day(s)}" pubdate><span>{long_day(s)}</span></time></div><div class="blog-item-author-wrapper"><span>Written By <a class="blog-author-name">{e(s.byline)}</a></span></div></div></div><div class="blog-item-content-wrapper"><div class="blog-item-content e-content"><div class="sqs-layout sqs-grid-12 columns-12"><div class="row sqs-row"><div class="col sqs-col-12"><div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content"><div class="sqs-html-content"><p class="" style="white-space:pre-wrap;"><em>{e(intro)}</em></p></div></div></div><div class="sqs-block image-block"><div class="image-caption-wrapper"><div class="image-caption"><p>At home in the kitchen. Photograph by A. Lens.</p></div></div></div><div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content"><div class="sqs-html-content">{blocks}</div></div></div><div class="sqs-block newsletter-block"><header class="newsletter-form-header"><h2>Subscribe</h2><p>Sign up with your email address to receive news and updates.</p></header><div class="newsletter-form-footnote"><p>We respect your privacy.</p></div></div></div></div></div></div></div><div class="blog-item-author-profile-wrapper"><div class="author-bio"><p>{e(s.byline)} is the founding editor and lives by the weir with two cats and a loom.</p></div></div></div></article></div><section id="itemPagination" class="item-pagination"><a class="item-pagination-link--prev"><div class="item-pagination-prev-next">Previous</div><h2 class="item-pagination-title">{TEASERS[1]}</h2></a><a><h2 class="item-pagination-title">{TEASERS[2]}</h2></a></section></div></section></article></main></div></body></html>"""
    return Page(markup, [s.title, intro, *(text for pair in pairs for text in pair)], details(s))


def page_blocks(s: Story) -> Page:
    markup = f"""<!DOCTYPE html><html><head><meta charset="utf-8"/><title>{e(s.title)}</title><meta property="og:title" content="{e(s.title)}"/><meta property="og:type" content="website"/></head><body class="t-body"><div id="allrecords" class="t-records" data-tilda-project-id="1"><div id="rec1" class="r t-rec" data-record-type="257"><div class="t228 t228__positionstatic"><div class="t228__logo"><a>{e(s.source)}</a></div><ul class="t228__list"><li><a class="t-menu__link-item">Новости</a></li><li><a>О нас</a></li></ul></div></div><div id="rec2" class="r t-rec" data-record-type="30"><div class="t017"><div class="t-container t-align_center"><div class="t-col t-col_10"><h1 class="t017__title t-title t-title_xxs" field="title"><div style="font-size:42px;">{e(s.title)}</div></h1></div></div></div></div><div id="rec3" class="r t-rec" data-record-type="106"><div class="t004"><div class="t-container"><div class="t-col t-col_8"><div field="text" class="t-text t-text_md">{"<br /><br />".join(e(p) for p in s.paragraphs[:2])}</div></div></div></div></div><div id="rec4" class="r t-rec" data-record-type="3"><div class="t107"><div class="t-container"><img class="t-img"><div class="t107__title t-text" field="title">Фото из архива порта</div></div></div></div><div id="rec5" class="r t-rec" data-record-type="106"><div class="t004"><div class="t-container"><div class="t-col t-col_8"><div field="text" class="t-text t-text_md">{"<br /><br />".join(e(p) for p in s.paragraphs[2:])}</div></div></div></div></div><div id="rec6" class="r t-rec" data-record-type="560"><div class="t560"><div class="t560__title t-name">Подпишитесь на рассылку</div><div class="t560__descr">Раз в неделю — самое важное о жизни побережья</div><form class="t-form"><input placeholder="Ваш email"><button class="t-submit">Подписаться</button><div>Нажимая на кнопку, вы соглашаетесь с политикой конфиденциальности</div></form></div></div><div id="rec7" class="r t-rec" data-record-type="420"><div class="t420"><div class="t-col t-col_3"><a>{e(s.source)}</a><div class="t420__descr">© 2026 Все права защищены</div></div></div></div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, byline=None, source=None, published=None))


def news_detail(s: Story) -> Page:
    y, m, d = s.published.split("-")
    body = "<br />\n<br />\n".join(e(p) for p in s.paragraphs)
    others = "".join(
        f'<p class="news-item"><span class="news-date-time">1{i}.01.2027</span> <a href="/news/{i}/"><b>{t}</b></a></p>'
        for i, t in enumerate(
            (
                "В порту открыли новый причал",
                "Расписание катеров изменится с понедельника",
                "Школьники посадили сто сосен",
            )
        )
    )
    markup = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251" /><title>{e(s.title)}</title><meta name="keywords" content="новости" /></head><body><div id="panel"></div><div id="page-wrapper"><div id="header"><table id="logo"><tr><td><a href="/">{e(s.source)}</a></td></tr></table><ul id="top-menu"><li><a>Главная</a></li><li><a>Новости</a></li><li><a>Контакты</a></li></ul></div><div id="content"><div id="sidebar"><div class="content-block"><h3>Другие новости</h3><div class="news-list">{others}</div></div></div><div id="workarea"><div id="breadcrumb"><a>Главная</a>&nbsp;/&nbsp;<a>Новости</a></div><h1 id="pagetitle">{e(s.title)}</h1><div class="news-detail"><span class="news-date-time">{d}.{m}.{y}</span><img class="detail_picture" />{body}<div style="clear:both"></div><br />Автор:&nbsp;{e(s.byline)}<br />Количество просмотров:&nbsp;318<br /></div><p><a href="/news/">Возврат к списку</a></p></div></div><div id="footer"><div id="copyright">© {e(s.source)}, 2010-2026. При использовании материалов ссылка на сайт обязательна.</div></div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, source=None), "cp1251")


def web_editor_of_2001(s: Story) -> Page:
    y, _, d = s.published.split("-")
    body = "".join(
        f'<p align="justify" style="margin-top: 0; margin-bottom: 8"><font face="Verdana" size="2">{e(p)}</font></p>\n'
        if i % 2
        else f'<font face="Verdana" size="2">&nbsp;&nbsp;&nbsp; {e(p)}<br>\n<br>\n</font>'
        for i, p in enumerate(s.paragraphs)
    )
    markup = f"""<html>
<head>
<meta http-equiv="Content-Language" content="en-us">
<meta name="GENERATOR" content="Microsoft FrontPage 5.0">
<meta name="ProgId" content="FrontPage.Editor.Document">
<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<title>New Page 3</title>
</head>
<body bgcolor="#FFFFCC" topmargin="0" leftmargin="0">
<table border="0" cellpadding="0" cellspacing="0" style="border-collapse: collapse" bordercolor="#111111" width="780" id="AutoNumber1">
<tr><td width="100%" colspan="3" bgcolor="#000080"><p align="center"><b><font face="Arial Black" size="6" color="#FFFF00">{e(s.source)}</font></b><br><font color="#FFFFFF" size="1"><marquee>Serving the valley since 1926! Call us for your advertisement!</marquee></font></td></tr>
<tr><td width="18%" valign="top" bgcolor="#C0C0C0"><font face="Verdana" size="1"><a href="index.htm">Home</a><br><a href="sports.htm">Sports</a><br><a href="obits.htm">Obituaries</a><br><a href="guest.htm">Sign our guestbook</a><br><br>You are visitor no.<br>004182</font></td>
<td width="64%" valign="top"><blockquote><p align="left"><b><font face="Times New Roman" size="5" color="#800000">{e(s.title)}</font></b></p>
<p><i><font face="Verdana" size="1">By {e(s.byline)}<br>{long_day(s).split()[0]} {int(d)}, {y}</font></i></p>
{body}</blockquote></td>
<td width="18%" valign="top"><table border="1" width="100%"><tr><td bgcolor="#CCFFCC"><font face="Verdana" size="1"><b>Weather</b><br>Cloudy, then less so.</font></td></tr><tr><td><font size="1"><b>Bake sale</b><br>January 9, 2027, at the fire hall. Bring a plate.</font></td></tr></table></td></tr>
<tr><td width="100%" colspan="3"><p align="center"><font size="1">Send mail to <a href="mailto:x@y.example">webmaster</a> with questions about this web site.<br>Copyright © 2001 {e(s.source)}<br>Last modified: 01/22/27</font></td></tr>
</table></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, source=None), "cp1252")


def accelerated(s: Story) -> Page:
    markup = f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8"><script async src="https://cdn.ampproject.org/v0.js"></script><title>{e(s.title)}</title><link rel="canonical" href="https://x.example/a"><meta name="viewport" content="width=device-width">{json_ld(article(s, dateModified="2026-08-08T00:00:00Z", author={"@type": "Person", "name": s.byline}))}<style amp-boilerplate>body{{animation:none}}</style></head><body><amp-analytics></amp-analytics><amp-sidebar id="sidebar" layout="nodisplay"><ul><li><a>Home</a></li><li><a>Sport</a></li></ul></amp-sidebar><header class="amp-header"><button on="tap:sidebar.toggle">☰</button><a>{e(s.source)}</a></header><amp-consent id="c" layout="nodisplay"><div id="consent-ui"><p>We and our 812 partners store and access information on a device, such as cookies, and process personal data to show you advertisements that you did not ask for.</p><button>Accept</button></div></amp-consent><main><article><h1 class="amp-title">{e(s.title)}</h1><div class="amp-meta"><span class="amp-author">{e(s.byline)}</span> <time datetime="{s.published}T14:02:11Z">{long_day(s)}</time></div><amp-social-share type="system"></amp-social-share><amp-img src="x" layout="responsive"></amp-img><p class="amp-caption">Photo: A. Lens</p><div class="amp-content">{ps(s.paragraphs[:2])}<amp-ad width="300" height="250" type="doubleclick"><div placeholder>Advertisement</div><div fallback>This space could be yours, call the desk.</div></amp-ad>{ps(s.paragraphs[2:4])}<amp-list src="/related.json" layout="fixed-height"><template type="amp-mustache"><div class="rel"><a href="{{{{url}}}}">{{{{title}}}}</a> <span>{{{{date}}}}</span></div></template><div placeholder>Loading related stories…</div></amp-list><amp-accordion><section expanded><h4>Also in the news</h4><ul><li><a>{TEASERS[0]}</a></li><li><a>{TEASERS[3]}</a></li></ul></section></amp-accordion>{ps(s.paragraphs[4:])}<amp-embed type="taboola"></amp-embed></div></article></main><amp-next-page><script type="application/json">[{{"title":"{TEASERS[1]}","url":"/2"}}]</script><div class="next"><h2>{TEASERS[1]}</h2></div></amp-next-page><footer><a href="https://x.example/a">View Non-AMP Version</a></footer></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def archived(s: Story) -> Page:
    y, _, d = s.published.split("-")
    toolbar = """<!-- BEGIN WAYBACK TOOLBAR INSERT --><style>body{margin-top:0!important}</style><div id="wm-ipp-base" lang="en" style="display:none;direction:ltr;"><div id="wm-ipp" style="position:fixed;"><div id="donato"><div id="donato-base"><iframe></iframe></div></div><div id="wm-ipp-inside"><div id="wm-toolbar"><div id="wm-logo"><a href="/web/" title="Wayback Machine home page"><img></a></div><div class="c"><div class="u"><form target="_top"><input type="text" name="url" value="http://www.gazette.example/news/12.html"><input type="submit" value="Go"></form></div><div class="s"><div class="t"><a href="#">7 captures</a><div class="r" title="Timespan for captures of this URL">04 Dec 2021 - 19 Jan 2024</div></div></div><div class="k"><table><tr class="m"><td class="b">Nov</td><td class="c" title="You are here: 03:14:22 Dec 04, 2021">DEC</td><td class="f">Jan</td></tr><tr class="d"><td>04</td></tr><tr class="y"><td>2020</td><td class="c">2021</td><td>2022</td></tr></table></div></div><div class="r"><div id="wm-btns"><div id="wm-sign-in"><a>success</a></div><div>fail</div><a>About this capture</a></div></div></div><div id="wm-capinfo"><div id="wm-capinfo-notice"></div><div style="background-color:#666;color:#fff;">COLLECTED BY</div><div>Collection: <a><span class="wm-title">Live Web Proxy Crawls</span></a></div><div id="wm-capinfo-collected-by-content"><div>Content crawled via the Live Web Proxy, mostly by the Save Page Now feature on the web site, and kept for those who will want to know what was there.</div></div><div>TIMESTAMPS</div></div></div></div></div><!-- END WAYBACK TOOLBAR INSERT -->"""
    markup = f"""<!DOCTYPE html><html><head><script src="//archive.example/_static/js/bundle-playback.js"></script><title>{e(s.source)} - {e(s.title)}</title></head><body>{toolbar}<div id="container"><div id="masthead"><img alt="{e(s.source)}"><span class="today">Saturday, 4 December 2021</span></div><ul id="mainnav"><li><a href="/web/2021/http://x">News</a></li><li><a>Sport</a></li><li><a>Property</a></li></ul><div id="twocol"><div id="colleft"><h2 class="story-title">{e(s.title)}</h2><p class="byline">by {e(s.byline)}, {int(d)} {long_day(s).split()[0]} {y}</p><div id="storytext">{ps(s.paragraphs[:1])}<div class="mpu"><script></script><noscript><a>Click here</a></noscript></div>{ps(s.paragraphs[1:])}</div><div class="tools"><a>Email this</a> | <a>Print this</a> | <a>Digg it</a> | <a>del.icio.us</a></div></div><div id="colright"><div class="box"><h3>Most emailed</h3><ol>{cards("li", "me")}</ol></div></div></div></div><!-- FILE ARCHIVED ON 03:14:22 Dec 04, 2021 AND RETRIEVED FROM THE INTERNET ARCHIVE --></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def cached_weblog(s: Story) -> Page:
    y, m, d = s.published.split("-")
    banner = f"""<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><base href="http://{s.slug}.blogspot.example/"><div id="google-cache-hdr" style="background:#fff;border:1px solid #999;margin:-1px -1px 0;padding:0;"><div style="background:#ddd;border:1px solid #999;color:#000;font:13px arial,sans-serif;margin:12px;padding:8px;text-align:left">This is Google&#39;s cache of <a href="http://x.example/">http://x.example/{y}/{m}/post.html</a>. It is a snapshot of the page as it appeared on Jan 14, 2027 03:12:44 GMT. The <a>current page</a> could have changed in the meantime. <a>Learn more</a>.<br><div style="float:right"><a>Text-only version</a></div><div>Tip: To quickly find your search term on this page, press <b>Ctrl+F</b> or <b>&#8984;-F</b> (Mac) and use the find bar.</div></div></div><div style="position:relative">"""
    body = "<br /><br />".join(linked(p) for p in s.paragraphs)
    markup = f"""<!DOCTYPE html>{banner}<html dir='ltr' xmlns='http://www.w3.org/1999/xhtml'><head><meta content='blogger' name='generator'/><title>{e(s.source)}: {e(s.title)}</title></head><body class='loading variant-simple'><div class='navbar section' id='navbar'></div><div class='body-fauxcolumns'></div><div class='content'><header><div class='header section' id='header'><div class='titlewrapper'><h1 class='title'><a>{e(s.source)}</a></h1></div><div class='descriptionwrapper'><p class='description'><span>Notes from a wet country</span></p></div></div></header><div class='main-outer'><div class='main section' id='main'><div class='widget Blog' id='Blog1'><div class='blog-posts hfeed'><div class="date-outer"><h2 class='date-header'><span>{long_day(s).split()[0]} {int(d)}, {y}</span></h2><div class="date-posts"><div class='post-outer'><div class='post hentry uncustomized-post-template' itemprop='blogPost' itemscope='itemscope' itemtype='http://schema.org/BlogPosting'><a name='412'></a><h3 class='post-title entry-title' itemprop='name'>{e(s.title)}</h3><div class='post-header'></div><div class='post-body entry-content' id='post-body-412' itemprop='description articleBody'><div class="separator" style="clear: both; text-align: center;"><a><img border="0"></a></div>{body}<div style='clear: both;'></div></div><div class='post-footer'><div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>Posted by <span class='fn' itemprop='author' itemscope><span itemprop='name'>{e(s.byline)}</span></span></span> <span class='post-timestamp'>at <a class='timestamp-link'><abbr class='published' itemprop='datePublished' title='{s.published}T20:41:00Z'>8:41 PM</abbr></a></span></div><div class='post-footer-line'><span class='post-labels'>Labels: <a>rivers</a></span></div></div></div><div class='comments' id='comments'><h4>3 comments:</h4><div class='comments-content'><ol>{"".join(f"<li class='comment'><div class='comment-header'><cite class='user'>Anon</cite><span class='datetime'>January {i + 1}, 2027</span></div><p class='comment-content'>{r}</p></li>" for i, r in enumerate(REMARKS[:3]))}</ol></div></div></div></div></div></div></div></div><div class='sidebar section'><div class='widget BlogArchive'><h2>Blog Archive</h2><ul><li>▼ 2027 (2)<ul><li><a>{TEASERS[0]}</a></li></ul></li><li>► 2026 (31)</li></ul></div><div class='widget Profile'><h2>About Me</h2><dl><dd class='profile-textblock'>Retired surveyor with opinions on culverts.</dd></dl></div></div></div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def reader_mode(s: Story) -> Page:
    markup = f"""<!DOCTYPE html><html dir="ltr"><head><meta charset="utf-8"><title>{e(s.title)}</title><meta name="viewport" content="width=device-width; user-scalable=0"></head><body class="light sans-serif loaded" style="--content-width: 30em;"><div class="container" dir="ltr" lang="en"><div class="header reader-header reader-show-element"><a class="domain reader-domain" href="https://www.meridian.example/{s.slug}">meridian.example</a><div class="domain-border"></div><h1 class="reader-title">{e(s.title)}</h1><div class="credits reader-credits">{e(s.byline)}</div><div class="meta-data"><div class="reader-estimated-time" dir="ltr">5–6 minutes</div></div></div><hr><div class="content"><div class="moz-reader-content reader-show-element"><div id="readability-page-1" class="page"><div><div><p>{linked(s.paragraphs[0])}</p><figure><p><img></p><figcaption>Crowds outside the court. Photograph: A. Lens</figcaption></figure>{"".join(f"<p>{linked(p)}</p>" for p in s.paragraphs[1:])}</div></div></div></div></div><div><div class="reader-message"></div></div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, source=None, published=None))


def live_posts(s: Story) -> Page:
    times = ["18.42 GMT", "17.55 GMT", "16.30 GMT", "15.12 GMT", "14.04 GMT", "13.20 GMT", "12.01 GMT"]
    heads = [
        "Talks to resume tonight",
        "Minister speaks",
        "Road reopened",
        "Witness: ‘We heard it first’",
        "First figures",
        "Schools closed",
        "Good morning",
    ]
    key_points = ["Road over the pass is open again", "Minister due to speak at five"]
    posts = list(zip(heads, s.paragraphs, times, strict=False))
    blocks = "".join(
        f'<article id="block-{i}" class="live-post" data-block-id="{i}"><header><a class="live-post__time" href="#b{i}"><time datetime="{s.published}T{t[:5].replace(".", ":")}:00Z">{t}</time></a><h2 class="live-post__title">{h}</h2><div class="live-post__author"><span>{e(s.byline)}</span></div></header><div class="live-post__body"><p>{linked(p)}</p></div><footer><button>Share</button><span>Copy link</span></footer></article>'
        + ('<div class="live-ad"><span>Advertisement</span></div>' if i == 2 else "")
        for i, (h, p, t) in enumerate(posts)
    )
    title = f"{s.title} – as it happened"
    record = article(
        s,
        headline=title,
        liveBlogUpdate=[
            {"@type": "BlogPosting", "headline": h, "datePublished": f"{s.published}T12:00:00Z", "articleBody": p}
            for h, p, _ in posts
        ],
        coverageStartTime=f"{s.published}T12:00:00Z",
        dateModified=f"{s.published}T19:00:00Z",
    ) | {"@type": "LiveBlogPosting"}
    markup = f"""<!DOCTYPE html><html lang="en"><head><title>{e(s.title)} – as it happened | {e(s.source)}</title><meta property="og:title" content="{e(s.title)} – as it happened">{json_ld(record)}</head><body><div id="__next"><header class="SiteHeader_root__a1"><nav><a>Live</a><a>World</a></nav></header><main class="LivePage_main__9f"><div class="LiveHeader_root__x"><span class="LiveBadge">Closed</span><h1>{e(s.title)} – as it happened</h1><p class="LiveHeader_byline__1">By {e(s.byline)}</p><time datetime="{s.published}T12:00:00Z">{long_day(s)}</time><p class="LiveHeader_closed__2">This live page is now closed.</p></div><div class="KeyPoints_root__3"><h2>Key points</h2><ul>{"".join(f"<li>{k}</li>" for k in key_points)}</ul></div><div class="LiveControls"><button>Oldest first</button><button>Pinned</button><label>Live feed updates every 30 seconds</label></div><div class="LiveFeed_list__7">{blocks}</div><nav class="Pagination"><a>Newest</a><a>Older posts</a></nav></main><aside class="Rail_root__4">{cards("div", "RailCard_root", "3 January 2027")}</aside></div></body></html>"""
    return Page(
        markup,
        [title, "Key points", *key_points, *(text for h, p, _ in posts for text in (h, p))],
        details(s, title=title),
    )


def paywalled(s: Story) -> Page:
    record = article(
        s,
        isAccessibleForFree=False,
        articleBody="\n\n".join(s.paragraphs),
        hasPart={"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".body-content"},
        dateModified="2026-03-03T09:00:00Z",
    )
    markup = f"""<!DOCTYPE html><html lang="en"><head><title>{e(s.title)} - {e(s.source)}</title><meta property="og:site_name" content="{e(s.source)}"><meta name="parsely-pub-date" content="{s.published}T14:02:11Z"><meta name="parsely-author" content="{e(s.byline)}">{json_ld(record)}</head><body><div id="__next"><div class="media-ui-Navigation_wrap-q1"><nav><a>Markets</a><a>Subscribe</a></nav></div><main class="media-ui-Main_m-x2"><article class="media-ui-Story_s-k4"><header><h1 class="media-ui-HedAndDek_headline-D19MOidHYLI-">{e(s.title)}</h1><div class="media-ui-Byline_wrap-b">By <a rel="author">{e(s.byline)}</a></div><time datetime="{s.published}T14:02:11Z">{long_day(s)} at 2:02 PM UTC</time></header><div class="body-content"><p class="media-ui-Paragraph_text-SqIsdNjh0t0-" data-component="paragraph">{e(s.paragraphs[0])}</p><p class="media-ui-Paragraph_text-SqIsdNjh0t0-" data-component="paragraph">{e(s.paragraphs[1][:80])}…</p></div><div class="paywall-overlay fence-body"><h2>Read the full story with a free trial</h2><p>Get unlimited access to trusted reporting, data tools and newsletters. Cancel or pause anytime during your trial, and keep your first month.</p><ul><li>Daily briefings from 120 bureaus</li><li>Audio and the weekend magazine</li></ul><button>Continue</button><p>Already a subscriber or want to use your gift article? <a>Sign In</a></p></div></article><section class="media-ui-Recirc"><h2>More From {e(s.source)}</h2>{cards("article", "media-ui-RecircCard", "2 January 2027")}</section></main></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def slideshow(s: Story) -> Page:
    captions = [
        "Members of the brigade carry hoses across the square at first light.",
        "A swing in the garden of the last house before the river.",
        "The clerk’s desk, as she left it that Friday afternoon.",
        "Volunteers share bread and plums behind the chapel.",
        "The valley, from the ridge where the road now ends.",
    ]
    slides = "".join(
        f'<div class="wp-block-jetpack-slideshow_slide swiper-slide"><figure><img alt="" class="wp-block-jetpack-slideshow_image"/><figcaption class="wp-block-jetpack-slideshow_caption gallery-caption">{c} <span class="image-credit">Credit: A. Lens / {e(s.source)}</span></figcaption></figure></div>'
        for c in captions
    )
    tiles = "".join(
        f'<figure class="wp-block-image size-large"><img/><figcaption class="wp-element-caption">{c}</figcaption></figure>'
        for c in reversed(captions)
    )
    posts = "".join(
        f'<article data-post-id="{i}" class="type-post post-has-image"><div class="entry-wrapper"><h3 class="entry-title"><a>{t}</a></h3><p>{r[:70]}…</p><div class="entry-meta"><span class="byline">by <span class="author vcard"><a>Rosa Quill</a></span></span><time class="entry-date published" datetime="2027-01-0{i + 1}T00:00:00">January {i + 1}, 2027</time></div></div></article>'
        for i, (t, r) in enumerate(zip(TEASERS[:3], REMARKS, strict=False))
    )
    markup = f"""<!doctype html><html lang="en-US"><head><meta charset="UTF-8"><title>{e(s.title)} - {e(s.source)}</title>{json_ld({"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": s.title, "datePublished": f"{s.published}T11:00:00+00:00", "dateModified": "2026-10-10T00:00:00+00:00", "isPartOf": {"@id": "#website"}}, {"@type": "WebSite", "@id": "#website", "name": s.source}, {"@type": "Person", "name": s.byline}]})}</head><body class="post-template single newspack-front"><div id="page"><header id="masthead" class="site-header"><div class="site-branding"><p class="site-title"><a>{e(s.source)}</a></p><p class="site-description">Reporting that stays in the valley</p></div><button>Donate</button></header><div id="content"><section id="primary" class="content-area category-news"><main id="main" class="site-main"><header class="entry-header"><span class="cat-links"><a>Photos</a></span><h1 class="entry-title">{e(s.title)}</h1><div class="newspack-post-subtitle">In pictures and in the words of those who stayed</div><div class="entry-subhead"><div class="entry-meta"><span class="author-avatar"><img></span><span class="byline"><span>by</span> <span class="author vcard"><a class="url fn n">{e(s.byline)}</a></span></span><span class="posted-on"><time class="entry-date published" datetime="{s.published}T11:00:00+00:00">{long_day(s)}</time></span></div></div></header><div class="main-content"><article class="post type-post entry"><div class="entry-content"><div class="wp-block-jetpack-slideshow"><div class="swiper-wrapper">{slides}</div></div>{ps(s.paragraphs[:2])}<div class="wp-block-group newspack-inline-popup newspack-popup__content"><p class="has-text-align-center"><strong>We can’t do this without you.</strong> Become a member today and keep local reporting alive in a place where the last paper closed in 2011.</p><div class="wp-block-button"><a>Give now</a></div></div>{ps(s.paragraphs[2:4])}<div class="wp-block-newspack-blocks-homepage-articles wpnbha"><h2 class="article-section-title"><span>More from the valley</span></h2><div>{posts}</div></div>{ps(s.paragraphs[4:])}<figure class="wp-block-gallery has-nested-images columns-2">{tiles}</figure></div><footer class="entry-footer"><span class="tags-links"><span>Tagged:</span> <a>photos</a></span></footer><div class="author-bio"><div class="author-bio-text"><h2>{e(s.byline)}</h2><p>is a photographer and reporter who grew up here, left, and came back with a better camera. <a>More by {e(s.byline)}</a></p></div></div></article></div></main></section></div></div></body></html>"""
    return Page(markup, [s.title, "In pictures and in the words of those who stayed", *s.paragraphs], details(s))


TRANSCRIPT = [
    "LENA ORR: From the paper, I’m Lena Orr, and this is The Long Way Round. Today: a signal box that nobody could switch off, and the man who has the key.",
    "[MUSIC]",
    "LENA ORR: Piet, you have been writing about the branch line for nine years. Why is it back in the news?",
    "PIET HAVEL: Because on the fourth of May the last signal on the line turned green by itself. It has had no current since 1998, or so the railway had told everybody.",
    "LENA ORR: And had it?",
    "PIET HAVEL: It had not. A cable from the dairy had been feeding it for twenty-six years. The dairy paid for it, forty-one crowns a month, under “cooling, other”.",
    "LENA ORR: So what happens now?",
    "PIET HAVEL: The railway wants its signal back. The dairy wants 12,792 crowns. The court in Hollin hears both of them on the ninth of June.",
    "LENA ORR: Piet Havel, thank you.",
    "PIET HAVEL: It was a pleasure, as long as nobody sends me the bill.",
]


def podcast() -> Page:
    title = "The signal that paid no rent"
    intro = (
        "For twenty-six years a dead railway had a living light. Our correspondent found out who was paying for it."
    )
    record = {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": title,
        "datePublished": "2024-05-17",
        "partOfSeries": {"@type": "PodcastSeries", "name": "The Long Way Round"},
        "timeRequired": "PT22M",
    }
    lines = "".join(
        f'<p class="transcript__line">{"<b>" + t.replace(": ", ":</b> ", 1) if ": " in t else t}</p>'
        for t in TRANSCRIPT
    )
    markup = f"""<!DOCTYPE html><html lang="en"><head><title>{title} : The Long Way Round : Hollin Courier</title><meta property="og:site_name" content="Hollin Courier"><meta property="og:title" content="{title} : The Long Way Round">{json_ld(record)}</head><body class="episode"><header class="npr-header"><nav><ul><li><a>Podcasts</a></li></ul></nav></header><main><section id="main-section"><article class="story"><div class="slug-wrap"><h3 class="slug"><a>The Long Way Round</a></h3></div><div class="storytitle"><h1>{title}</h1></div><div class="dateblock"><time datetime="2024-05-17T05:00:00-04:00"><span class="date">May 17, 2024</span><span class="time">5:00 AM ET</span></time></div><p class="byline__name">By <a rel="author">Lena Orr</a></p><div class="audio-module"><b class="audio-module-listen">Listen · 22:10</b><ul class="audio-module-more"><li><a>Download</a></li><li><button>&lt;iframe src="https://x.example/embed" width="100%"&gt;</button></li><li><a>Transcript</a></li></ul></div><div id="storytext" class="storytext"><p>{intro}</p><div class="subscribe-links"><p>Follow the show on <a>Apple Podcasts</a>, <a>Spotify</a> or wherever you listen.</p></div></div><section class="transcript"><h2>Transcript</h2><div class="transcript__body">{lines}</div><p class="disclaimer">Copyright © 2024 Hollin Courier. All rights reserved. Transcripts are created on a rush deadline and may not be in their final form; accuracy may vary. The authoritative record is the audio.</p></section></article></section><aside><h2>More episodes</h2>{cards("article", "item podcast-episode", "January 4, 2027")}</aside></main></body></html>"""
    return Page(
        markup,
        [title, intro, "Transcript", *TRANSCRIPT],
        {"title": title, "byline": "Lena Orr", "source": "Hollin Courier", "published": "2024-05-17"},
    )


def release_wire(s: Story) -> Page:
    y, _, d = s.published.split("-")
    short = long_day(s).split()[0][:3]
    first = f"DUNMERE, {short}. {int(d)}, {y} /WireRelease/ -- {s.paragraphs[0]}"
    about = [
        "About Farrant & Sons",
        "Founded in 1887, Farrant & Sons is a leading maker of biscuits and crispbreads with products in more than forty countries. For more information, visit farrant.example.",
    ]
    markup = f"""<!DOCTYPE html><html lang="en"><head><title>{e(s.title)}</title><meta property="og:title" content="{e(s.title)}"/><meta property="og:site_name" content="WireRelease"/><meta name="date" content="{s.published}T08:30:00-05:00"/><meta name="author" content="{e(s.source)}"/></head><body><header id="header"><nav class="navbar"><ul><li><a>News in Focus</a></li><li><a>Business &amp; Money</a></li></ul><a>Send a Release</a></nav></header><main><article class="news-release carousel-template"><header class="container release-header"><div class="row detail-headline"><div class="col-sm-8"><h1>{e(s.title)}</h1></div></div><div class="row"><div class="col-sm-8"><p class="subtitle">Orders placed before the end of the month will be met</p><div class="release-info"><p class="mb-no"><strong>News provided by</strong></p><a href="/news/farrant/"><strong>{e(s.source)}</strong></a><p class="mb-no">{short} {d}, {y}, 08:30 ET</p></div></div></div><div class="share-box"><p>Share this article</p><ul><li>Share to X</li></ul></div></header><section class="release-body container"><div class="row"><div class="col-lg-10"><p class="prntac"><b><span class="xn-location">DUNMERE</span>, <span class="xn-chron">{short}. {int(d)}, {y}</span> /WireRelease/ --</b> {e(s.paragraphs[0])}</p>{ps(s.paragraphs[1:])}<p><b>{e(about[0])}</b></p><p>{e(about[1])}</p><p>SOURCE {e(s.source)}</p></div></div></section><section class="contact"><h4>Media contact</h4><p>A. Press, 555 0100, press@x.example</p></section><section class="also-from"><h2>WANT YOUR COMPANY'S NEWS FEATURED?</h2><div>440k+ Newsrooms &amp; Influencers</div><div>9k+ Digital Media Outlets</div></section></article><section class="related-news"><h2>Also from this source</h2>{cards("div", "card", "Jan 03, 2027, 09:00 ET")}</section></main></body></html>"""
    gold = [s.title, "Orders placed before the end of the month will be met", first, *s.paragraphs[1:], *about]
    return Page(markup, gold, details(s, byline=s.source, source="WireRelease"))


def next_below(s: Story, following: Story) -> Page:
    def block(t: Story, number: int, paragraphs: str, more: str) -> str:
        return f'<div class="infinite-item" data-index="{number}" data-url="https://tribune.example/{t.slug}" data-title="{e(t.title)}"><article class="Article_article__Zb2" id="article-{number}"><header class="Article_header__1k"><div class="Kicker_root__2">World</div><h1 class="Article_title__9s">{e(t.title)}</h1><div class="Meta_root__4"><span class="Meta_author__5">By {e(t.byline)}</span><span class="Meta_date__6"><time datetime="{t.published}T06:00:00Z">{long_day(t)}</time></span></div></header><div class="Body_root__7">{paragraphs}</div>{more}</article></div>'

    head = f'<meta property="og:title" content="{e(s.title)}"><meta property="og:site_name" content="{e(s.source)}"><link rel="canonical" href="https://tribune.example/{s.slug}"><meta property="article:published_time" content="{s.published}T06:00:00Z">{json_ld(article(s))}'
    second = ps(following.paragraphs[:2], "p", ' class="Body_p__8"')
    markup = f"""<!DOCTYPE html><html lang="en"><head><title>{e(s.title)} | {e(s.source)}</title>{head}</head><body><div id="__next"><header class="Masthead_root__0"><a>{e(s.source)}</a></header><main>{block(s, 0, "".join(f'<p class="Body_p__8">{linked(p)}</p>' for p in s.paragraphs), '<div class="Tags_root__3"><a>Floods</a></div>')}<div class="NextUp_divider__d"><span>Next story</span></div>{block(following, 1, second, '<button class="ReadMore_button__r">Read full story</button>')}</main><script id="__NEXT_DATA__" type="application/json">{{"props":{{"pageProps":{{"next":["a","b"]}}}}}}</script></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def right_to_left(s: Story) -> Page:
    y, _, d = s.published.split("-")
    more = (
        "ارتفاع أسعار القمح في أسواق الجملة",
        "بلدية المرفأ تعلن مواعيد جمع النفايات",
        "فوز فريق الميناء بكأس الساحل",
    )
    markup = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{e(s.title)} | {e(s.source)}</title><meta property="og:site_name" content="{e(s.source)}"></head><body class="rtl"><div id="root"><header class="header_wrap__a"><nav><ul><li><a>أخبار</a></li><li><a>اقتصاد</a></li><li><a>رياضة</a></li></ul></nav><div class="ticker"><span>عاجل</span><a>{more[0]}</a></div></header><main id="main-content-area"><div class="u-wrapper article-header"><div class="topics"><a>أخبار</a>|<a>محليات</a></div><h1>{e(s.title)}</h1><div class="article-info-block css-ti04u9"><div class="article-b-l"><span class="article-author">بقلم: {e(s.byline)}</span></div><div class="article-dates"><span class="date-simple">نُشر في {int(d)} فبراير {y}</span></div></div></div><div class="l-col"><div class="wysiwyg wysiwyg--all-content css-1vsenwb" aria-live="polite">{ps(s.paragraphs[:1])}<div class="more-on"><h2>اقرأ أيضا</h2><ul><li><a>{more[1]}</a></li><li><a>{more[2]}</a></li></ul></div>{ps(s.paragraphs[1:])}</div><div class="article-source">المصدر: وكالات</div><div class="share"><span>شارك القصة</span></div></div><aside><h2>الأكثر قراءة</h2><ul>{"".join(f"<li><a>{m}</a><time datetime='2027-01-0{i + 1}'>{i + 1} يناير 2027</time></li>" for i, m in enumerate(more))}</ul></aside></main><footer>جميع الحقوق محفوظة © 2027</footer></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


def armenian(s: Story) -> Page:
    y, _, d = s.published.split("-")
    others = (
        "Սևանի մակարդակը բարձրացել է վեց սանտիմետրով",
        "Նոր ավտոբուսներ՝ Վանաձորի համար",
        "Ցուցահանդես՝ պատմության թանգարանում",
    )
    markup = f"""<!DOCTYPE html><html lang="hy"><head><meta charset="utf-8"><title>{e(s.title)} - {e(s.source)}</title><meta property="og:title" content="{e(s.title)}"><meta property="og:type" content="article"></head><body><div class="wrapper"><div class="top-line"><div class="lang"><a>Հայ</a><a>Рус</a><a>Eng</a></div><div class="weather">Երևան +31°</div><div class="rates">USD 387.5 EUR 416.2</div></div><div class="menu"><a>Քաղաքականություն</a><a>Հասարակություն</a><a>Մշակույթ</a></div><div class="container"><div class="left-block"><div class="news-feed"><div class="feed-title">Լրահոս</div>{"".join(f"<div class='feed-item'><span class='time'>1{i}:20 | 0{i + 1}.01.2027</span><a>{o}</a></div>" for i, o in enumerate(others))}</div></div><div class="center-block"><div class="opened-news"><h1 class="opened-news-title">{e(s.title)}</h1><div class="opened-news-info"><span class="date">{int(d)} Հունիսի, {y} 14:35</span><span class="views">1 208</span></div><div class="opened-news-img"><img></div><div class="opened-news-text">{"".join(f'<p style="text-align:justify"><span style="font-size:16px">{e(p)}</span></p><p>&nbsp;</p>' for p in s.paragraphs)}<p style="text-align:right"><strong>{e(s.byline)}</strong></p></div><div class="socials"><span>Կիսվել</span></div></div><div class="same-news"><h3>Նույն թեմայով</h3>{"".join(f"<div class='same-item'><a>{o}</a></div>" for o in others)}</div></div></div><div class="footer">© {e(s.source)} 2008-2026։ Մեջբերումներ անելիս հղումը պարտադիր է։</div></div></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s))


CHINESE = [
    "5月20日上午，青溪县最后一座吊桥完成加固并重新通车。大桥全长一百二十六米，建成于一九七四年，去年七月因钢缆锈蚀而封闭。",
    "县交通局局长罗文斌表示，此次工程共更换钢缆十六根、桥面木板一千二百块，总投资四百八十万元，其中三分之一由村民自筹。",
    "“以前孩子上学要绕十一公里山路，现在走路只要二十分钟。”家住对岸石门村的教师周玉兰说。",
    "据介绍，桥上每次通行人数不得超过四十人，摩托车须推行。县里还将在两端安装摄像头和风速仪，风力达到六级时自动关闭闸门。",
    "石门村去年有三百一十二人，其中七十五人是中小学生。",
]


def chinese_portal() -> Page:
    title = "青溪吊桥加固后重新通车 学生不再绕山路"
    more = ("全县早稻插秧基本结束", "图书馆夏季开放时间调整", "两村联合修建灌溉水渠")
    markup = f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="gb18030"><title>{title}_青溪新闻网</title><meta name="keywords" content="吊桥,通车"><meta name="description" content="{CHINESE[0]}"></head><body><div class="top-nav"><a>首页</a><a>新闻</a><a>视频</a><a>登录</a></div><div class="main-content w1240"><div class="path"><a>新闻中心</a> &gt; <a>地方</a> &gt; 正文</div><h1 class="main-title">{title}</h1><div class="top-bar-wrap"><div class="date-source"><span class="date">2024年05月21日 10:32</span><a class="source ent-source">青溪日报</a><span>记者 陈小舟</span></div><div class="page-tools"><span>字号：</span><a>大</a><a>中</a><a>小</a><span>收藏 分享到微信</span></div></div><div class="article-content clearfix"><div class="article-content-left"><div class="article" id="artibody">{"".join(f"<p>　　{p}</p>" for p in CHINESE[:3])}<div class="img_wrapper"><img><span class="img_descr">村民走过重新开放的吊桥。</span></div>{"".join(f"<p>　　{p}</p>" for p in CHINESE[3:])}<p class="show_author">责任编辑：王敏 </p></div><div class="article-bottom"><div class="keywords"><span>文章关键词：</span><a>吊桥</a></div><p class="report">我要反馈</p></div><div class="blk-related"><h2>相关新闻</h2><ul>{"".join(f"<li><a>{m}</a><span>2027-01-0{i + 1}</span></li>" for i, m in enumerate(more))}</ul></div></div><div class="article-content-right"><h2>热点排行</h2><ol>{"".join(f"<li><a>{m}</a></li>" for m in more)}</ol></div></div></div><div class="footer"><p>青溪新闻网版权所有 未经许可不得转载 备案号00000000</p></div></body></html>"""
    return Page(
        markup,
        [title, *CHINESE],
        {"title": title, "byline": "陈小舟", "source": "青溪新闻网", "published": "2024-05-21"},
        "gb18030",
    )


def content_elements(s: Story) -> Page:
    y, m, d = s.published.split("-")
    markup = f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><!-- This website is powered by TYPO3 --><title>{e(s.title)}: {e(s.source)}</title><meta name="generator" content="TYPO3 CMS"></head><body id="p14" class="page-14 pagelevel-2"><div id="top"></div><header><a class="navbar-brand" href="/">{e(s.source)}</a><nav class="mainnavigation"><ul><li><a>Aktuelles</a></li><li><a>Rathaus</a></li></ul></nav></header><div class="breadcrumb-section"><ol class="breadcrumb"><li><a>Start</a></li><li class="active">{e(s.title)}</li></ol></div><div id="page-content" class="bp-page-content main-section"><!--TYPO3SEARCH_begin--><div class="section section-default"><div id="c31" class="frame frame-default frame-type-list frame-layout-0"><div class="frame-container"><div class="frame-inner"><div class="news news-single"><div class="article" itemscope="itemscope" itemtype="http://schema.org/Article"><div class="header"><h1 itemprop="headline">{e(s.title)}</h1></div><div class="footer"><p><span class="news-list-date"><time itemprop="datePublished" datetime="{s.published}">{d}.{m}.{y}</time></span> <span class="news-list-author">Von {e(s.byline)}</span> <span class="news-list-category">Stadt</span></p></div><div class="teaser-text" itemprop="description"><p>Der Beschluss fiel nach vier Stunden Debatte.</p></div><div class="news-img-wrap"><div class="outer"><div class="mediaelement mediaelement-image"><img></div><p class="news-img-caption">Der alte Schlachthof im April (Foto: A. Linse)</p></div></div><div class="news-text-wrap" itemprop="articleBody">{ps(s.paragraphs[:3], "p", ' class="bodytext"')}<h3>Streit um das Gutachten</h3>{ps(s.paragraphs[3:], "p", ' class="bodytext"')}</div><div class="news-backlink-wrap"><a>Zurück</a></div><div class="news-related-wrap"><div class="news-related news-related-news"><h4>Weitere Artikel</h4><ul><li><span class="news-related-news-date">03.01.2027</span><a>Schwimmbad öffnet später</a></li></ul></div><div class="news-related news-related-files"><h4>Dateien</h4><ul><li><a>Beschluss.pdf</a> <span class="news-related-files-size">210 KB</span></li></ul></div></div></div></div></div></div></div></div><!--TYPO3SEARCH_end--></div><footer id="page-footer"><p>Impressum | Datenschutz</p></footer><div id="cookieman-modal"><p>Wir verwenden Cookies, um unsere Website für Sie möglichst benutzerfreundlich zu gestalten. Wenn Sie fortfahren, nehmen wir an, dass Sie mit der Verwendung einverstanden sind.</p><button>Alle akzeptieren</button></div></body></html>"""
    gold = [
        s.title,
        "Der Beschluss fiel nach vier Stunden Debatte.",
        *s.paragraphs[:3],
        "Streit um das Gutachten",
        *s.paragraphs[3:],
    ]
    return Page(markup, gold, details(s))


def print_view(s: Story) -> Page:
    y, _, d = s.published.split("-")
    markup = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head><title>Print this story: {e(s.title)}</title><meta name="robots" content="noindex"><link rel="stylesheet" media="print" href="p.css"></head><body onload="window.print()"><div class="noprint"><a href="javascript:window.print()">Print</a> | <a href="javascript:window.close()">Close window</a></div><div id="printlogo"><img alt="{e(s.source)}"></div><p class="small">This copy is for your personal, noncommercial use only. To order presentation-ready copies for distribution to your colleagues, clients or customers, use the Reprints tool at the top of any article.</p><hr size="1"><p class="date">{long_day(s).split()[0]} {int(d)}, {y}</p><p class="headline"><font size="+2"><b>{e(s.title)}</b></font></p><p class="byline">By {e(s.byline.upper())}</p>{ps(s.paragraphs)}<hr size="1"><p class="small">Find this article at:<br>http://www.x.example/articles/2015/10/17/{s.slug}.html</p><p class="small">Printed on Tuesday, January 5, 2027</p><p class="small">Copyright 2015 The Company. All rights reserved. Reproduction in whole or in part without permission is prohibited.</p></body></html>"""
    return Page(markup, [s.title, *s.paragraphs], details(s, byline=s.byline.upper(), source=None))


SECOND_HAND: dict[str, tuple[Layout, list[str]]] = {
    "hub": (hub, ["c-02"]),
    "hashed-paragraphs": (hashed_paragraphs, ["b-01"]),
    "css-in-js": (css_in_js, ["b-13"]),
    "islands": (islands, ["a-04"]),
    "placeholder-paragraphs": (placeholder_paragraphs, ["a-12"]),
    "newspaper-theme": (newspaper_theme, ["c-18"]),
    "five-things": (five_things, ["b-25"]),
    "match-report": (match_report, ["c-10"]),
    "body-field": (body_field, ["c-14"]),
    "interview": (interview, ["c-12"]),
    "page-blocks": (page_blocks, ["ru-1"]),
    "news-detail": (news_detail, ["ru-1"]),
    "web-editor-of-2001": (web_editor_of_2001, ["c-24"]),
    "accelerated": (accelerated, ["a-18"]),
    "archived": (archived, ["b-07"]),
    "cached-weblog": (cached_weblog, ["c-20"]),
    "reader-mode": (reader_mode, ["b-24"]),
    "live-posts": (live_posts, ["a-02"]),
    "paywalled": (paywalled, ["b-03"]),
    "slideshow": (slideshow, ["b-11"]),
    "podcast": (podcast, [""]),
    "release-wire": (release_wire, ["b-26"]),
    "next-below": (next_below, ["b-10 a-21"]),
    "right-to-left": (right_to_left, ["ar-1"]),
    "armenian": (armenian, ["hy-1"]),
    "chinese-portal": (chinese_portal, [""]),
    "content-elements": (content_elements, ["de-1"]),
    "print-view": (print_view, ["c-22"]),
}
