"""Furniture out of a text copied from a news page, and the lines that a folder's files have in common."""

from collections import Counter
from collections.abc import Iterable

from newsqa.articles.documents import Cut
from newsqa.articles.line_shapes import paragraphs_of
from newsqa.articles.page_lines import credit_at_end
from newsqa.articles.page_parts import Part, normalised_line

ENOUGH_FILES = 3  # a wire story may stand in two files of a folder; a line of three is more often the page's


def repeated_lines(texts: Iterable[str]) -> frozenset[str]:
    """The lines, normalised, that stand in at least three of some texts."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({normalised_line(paragraph.text) for paragraph in paragraphs_of(text)})
    return frozenset(line for line, count in counts.items() if count >= ENOUGH_FILES)


def without_credits(parts: Iterable[Part]) -> tuple[list[Part], list[Cut]]:
    """Parts without the picture's credit that a caption ends with ("... in Paris. Jane Roe / AFP")."""
    kept, cuts = [], []
    for part in parts:
        end = credit_at_end(part.text) if part.is_kept and not part.is_title else None
        if end is not None:
            cuts.append(Cut(part.text[end:].strip(), "a picture's credit", part.paragraph.line))
            part = part._replace(paragraph=part.paragraph._replace(text=part.text[:end]))
        kept.append(part)
    return kept, cuts


def cuts_of(parts: Iterable[Part]) -> list[Cut]:
    """What was judged furniture among some parts, and why."""
    return [Cut(part.text, part.why, part.paragraph.line) for part in parts if part.kind == "furniture"]


def sorted_cuts(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """Cuts in the order of the document."""
    return tuple(sorted(cuts, key=lambda cut: cut.line or 0))
