"""Lines in a web page's story that are none of it, by their words: credits, marks of advertisements, invitations."""

import re

from newsqa.articles.readers.html_blocks import Block
from newsqa.articles.readers.html_prose import SENTENCE_END, gives_day

LONGEST_NOTICE = 250  # characters
BY = re.compile(
    r"""^(?:(?:(?:(?:written|story|words|text|reported|posted|submitted|published)\s+)?by|von|par|por|av|af
    |автор[ы:]?|текст:?|text:|autora?:|auteure?\s*:|հեղինակ[՝:]?|بقلم:?|كتب:?|记者|記者|作者)(?:[\s:：]+|$)
    |(?:文|撰文|记者|記者|作者)\s*[／/:：]\s*)""",
    re.IGNORECASE | re.VERBOSE,
)
ADVERTISEMENT = re.compile(
    r"(?:advertisement|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|реклама|գովազդ|إعلان|广告|広告)\b",
    re.IGNORECASE,
)
LONGEST_MARK = 40  # characters: "Advertisement · Scroll to continue"
LETTER_BY_MAIL = re.compile(r"\b(?:newsletters?|boletín|infolettre|рассылк\w*|rundbrief)\b", re.IGNORECASE)
INVITATION = re.compile(r"\b(?:sign up|subscribe|abonnieren|abonnez|inscrivez|suscríb\w+|подпи\w+)\b", re.IGNORECASE)
CREDIT = re.compile(
    r"""(?:(?:additional\s+)?(?:reporting|editing|writing|compiled|edited)\s+by\s
    |(?:source|quelle|fuente|fonte|источник|աղբյուր|المصدر|来源|編集|编辑|责任编辑)\s*[:：]
    |SOURCE\s(?!.*[.!?]$)
    |a\ version\ of\ this\ (?:article|story)\ (?:appears|appeared|ran|was\ published)\ (?:in|on)\s
    |(?-i:This copy is for your personal|Printed (?:on|from)\s|Find this article at:))""",
    re.IGNORECASE | re.VERBOSE,
)


def interrupts(block: Block) -> bool:
    """Whether a line between the paragraphs marks an advertisement, or invites to a letter by mail."""
    text = block.text
    if len(text) <= LONGEST_MARK and ADVERTISEMENT.match(text) and block.kind != "heading":
        return True
    is_short = len(text) <= LONGEST_NOTICE and block.linked > 0
    return is_short and bool(LETTER_BY_MAIL.search(text) and INVITATION.search(text))


def closes(block: Block) -> bool:
    """Whether a line below the last paragraph tells who wrote it, or when and where it was printed."""
    text = block.text
    if len(text) > LONGEST_NOTICE or block.kind in ("heading", "row"):
        return False
    # "Von den 84 Wohnungen ist keine gebaut." begins as a byline does.
    is_byline = BY.match(text) is not None and SENTENCE_END.search(text) is None
    return CREDIT.match(text) is not None or gives_day(text) or is_byline
