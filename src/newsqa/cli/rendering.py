"""Answers and articles as text for a person: in colour on a terminal, plain elsewhere or with NO_COLOR."""

import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from datetime import date

import click

from newsqa.answering.conflict import disagreement
from newsqa.schema import Answer, CheckedStatement, Citation, Copy, DraftCheck, Summary, Verdict

INDENT = "    "
MOST_COPIES = 3  # of an article, named under a quote
SAID_OF: dict[Verdict, str] = {"supported": "supported", "contradicted": "contradicted", "not_found": "not found"}
COLOURS: dict[Verdict, str] = {"supported": "green", "contradicted": "red", "not_found": "yellow"}


def is_coloured() -> bool:
    """Whether standard output takes colours: a terminal, and NO_COLOR (no-color.org) not set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def source_line(source: str | None, published: date | None) -> str:
    """Where an article is from and when, as far as is known."""
    return ", ".join(part for part in (source, published and published.isoformat()) if part)


def also_in(copy: Copy) -> str:
    """Where a copy of an article stands, in a line."""
    about = source_line(copy.source, copy.published) or copy.path or copy.url or copy.title
    return f"{about}  {copy.article_id}"


def render_answer(answer: Answer) -> str:
    """The answer, how sure newsqa is of it, and each quote with where it is from."""
    coloured = is_coloured()
    width = min(shutil.get_terminal_size((100, 24)).columns, 100) if sys.stdout.isatty() else 100
    if answer.status == "not_found":
        lines = [answer.answer, _dim(f"(the nearest sentence is {answer.confidence:.0%} likely to)", coloured)]
        return "\n".join([*lines, *_render_further("Nearest to it:", answer.nearest, width=width, coloured=coloured)])
    if answer.status == "conflicting":
        # Each quote is shown below, with where it is from.
        lines = [f"{disagreement(citation.article_id for citation in answer.citations)}:"]
        lines.append(_dim(f"(the likeliest sentence is {answer.confidence:.0%} likely to answer this)", coloured))
    else:
        lines = [textwrap.fill(_numbered(answer), width)]
        lines.append(_dim(f"(the likeliest sentence is {answer.confidence:.0%} likely to answer this)", coloured))
    said = _said(answer)
    stated = [citation for citation in answer.citations if citation.number in said]
    lines += _render_citations(stated, width=width, coloured=coloured)
    further = [citation for citation in answer.citations if citation.number not in said]
    lines += _render_further("Not part of the answer, but near it:", further, width=width, coloured=coloured)
    return "\n".join(lines)


def render_checked(statement: CheckedStatement, name: str) -> str:
    """A sentence of a draft as a linter shows a line: where, the verdict, why, and the quotes."""
    coloured = is_coloured()
    verdict = SAID_OF[statement.verdict]
    if coloured:
        verdict = click.style(verdict, fg=COLOURS[statement.verdict], bold=True)
    reasons = f": {'; '.join(statement.reasons)}" if statement.reasons else ""
    lines = [f"{name}:{statement.line}: {verdict}{reasons}", f"{INDENT}{statement.text}"]
    for citation in statement.citations:
        about = source_line(citation.source, citation.published) or citation.title
        lines.append(_dim(f"{INDENT}“{' '.join(citation.quote.split())}” ({about})", coloured))
    return "\n".join(lines)


def render_check(check: DraftCheck) -> str:
    """How many sentences of a draft have which verdict."""
    verdicts = [statement.verdict for statement in check.statements]
    counts = [f"{count} {said}" for verdict, said in SAID_OF.items() if (count := verdicts.count(verdict))]
    return f"{len(verdicts)} sentence{'s' if len(verdicts) != 1 else ''}: {', '.join(counts)}"


def render_summary(summary: Summary) -> str:
    """A summary's statements, each with the numbers of its citations, and where these are from."""
    coloured = is_coloured()
    width = min(shutil.get_terminal_size((100, 24)).columns, 100) if sys.stdout.isatty() else 100
    told = []
    for number, statement in enumerate(summary.statements, start=1):
        marks = "".join(f"[{cited}]" for cited in statement.citations)
        otherwise = " (the next one says otherwise)" if number + 1 in statement.disagrees_with else ""
        told.append(f"{statement.text} {marks}{otherwise}")
    lines = [_bold(textwrap.fill(summary.title, width), coloured), ""]
    match summary.style:
        case "brief":
            lines.append(textwrap.fill(" ".join(told), width))
        case "bullets":
            lines += [textwrap.fill(text, width, initial_indent="- ", subsequent_indent="  ") for text in told]
        case "timeline":
            last = ""
            for statement, text in zip(summary.statements, told, strict=True):
                day = f"{statement.day or 'no date'}{' (inferred)' if statement.is_day_inferred else ''}"
                lines += [_bold(day, coloured)] if day != last else []
                lines.append(textwrap.fill(text, width, initial_indent="  ", subsequent_indent="  "))
                last = day
    lines.append("")
    quotes = {number: s for s in summary.statements for number in s.citations}
    for article_id in dict.fromkeys(citation.article_id for citation in summary.citations):
        cited = [citation for citation in summary.citations if citation.article_id == article_id]
        about = source_line(cited[0].source, cited[0].published)
        details = " · ".join(part for part in (about, f"article {article_id}") if part)
        marks = "".join(f"[{citation.number}]" for citation in cited)
        lines.append(f"{marks} {cited[0].title} {_dim(f'({details})', coloured)}")
        for citation in cited:
            # A verbatim statement is its quote; what else it rests on is shown.
            if " ".join(citation.quote.split()) != quotes[citation.number].text:
                quote = f"[{citation.number}] “{' '.join(citation.quote.split())}”"
                body = textwrap.fill(quote, width, initial_indent=INDENT, subsequent_indent=INDENT)
                lines.append(_dim(body, coloured))
    return "\n".join(lines)


def _said(answer: Answer) -> set[int]:
    """The numbers of the citations that the answer's own words rest on; all of them in a conflict."""
    if answer.status == "conflicting":
        return {citation.number for citation in answer.citations}
    said = [s for s in answer.statements if " ".join(s.text.split()) in answer.answer]
    return {number for statement in (*answer.statements[:1], *said) for number in statement.citations}


def _render_further(heading: str, citations: Sequence[Citation], *, width: int, coloured: bool) -> list[str]:
    if not citations:
        return []
    return ["", _dim(heading, coloured), *_render_citations(citations, width=width, coloured=coloured)]


def _render_citations(citations: Sequence[Citation], *, width: int, coloured: bool) -> list[str]:
    lines = []
    for citation in citations:
        lines += ["", *_render_citation(citation, width=width, coloured=coloured)]
    return lines


def _numbered(answer: Answer) -> str:
    """The answer, each statement in it followed by the numbers of its citations."""
    text = answer.answer
    for statement in answer.statements:
        words = " ".join(statement.text.split())
        numbers = "".join(f"[{number}]" for number in statement.citations)
        if words in text:
            text = text.replace(words, f"{words} {numbers}", 1)
        elif statement is answer.statements[0]:
            text = f"{text} {numbers}"  # it was cut, being long
    return text


def _render_citation(citation: Citation, *, width: int, coloured: bool) -> list[str]:
    about = source_line(citation.source, citation.published)
    heading = f"[{citation.number}] {citation.title}"
    details = " · ".join(part for part in (about, f"article {citation.article_id}") if part)
    quote = citation.quote
    # Marked before wrapping and coloured after: escape codes would count as width.
    if citation.answer_start is not None and citation.answer_end is not None:
        start, end = citation.answer_start - citation.start, citation.answer_end - citation.start
        quote = f"{quote[:start]}\x01{quote[start:end]}\x02{quote[end:]}"
    body = textwrap.fill(f"“{quote}”", width, initial_indent=INDENT, subsequent_indent=INDENT, break_long_words=False)
    body = body.replace("\x01", "\x1b[1;7m" if coloured else "").replace("\x02", "\x1b[0m" if coloured else "")
    lines = [_bold(heading, coloured), _dim(f"{INDENT}{details}", coloured)]
    if citation.also_in:
        others = "; ".join(also_in(copy) for copy in citation.also_in[:MOST_COPIES])
        more = len(citation.also_in) - MOST_COPIES
        lines.append(_dim(f"{INDENT}also in {others}{f' and {more} more' if more > 0 else ''}", coloured))
    return [*lines, body]


def _bold(text: str, coloured: bool) -> str:
    return click.style(text, bold=True) if coloured else text


def _dim(text: str, coloured: bool) -> str:
    return click.style(text, dim=True) if coloured else text
