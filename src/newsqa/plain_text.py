"""Figures and tables as plain text."""

from collections.abc import Collection, Sequence

UNKNOWN = "—"


def table(rows: Sequence[Sequence[str]], *, right: Collection[int] = ()) -> str:
    """Rows of cells as aligned columns, those in `right` flush right.

    The last cell of a row that has fewer than the first runs on over the columns that it has no cells for.
    """
    widths = [max(len(row[i]) for row in rows if len(row) == len(rows[0])) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        aligned = [f"{cell:{'>' if i in right else '<'}{widths[i]}}" for i, cell in enumerate(row)]
        if len(row) < len(widths):
            aligned[-1] = row[-1]
        lines.append("  ".join(aligned).rstrip())
    return "\n".join(lines)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 article", "5,000 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def megabytes(count: int | None) -> str:
    """A size in bytes as "98 MB" or "1.9 GB"; a dash where it is not known."""
    if count is None:
        return UNKNOWN
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
