"""The options that say which articles to look at, shared by the commands that search."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from newsqa.plain_text import counted

if TYPE_CHECKING:
    from newsqa.library import Library
    from newsqa.schema import Filter


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day as 2020-09-29; a month or a year stands for its first or its last day."""

    name = "day"

    def __init__(self, *, is_last: bool) -> None:
        self._is_last = is_last

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> date:
        """The day that a value names, for click.

        Raises:
            click.BadParameter: it names none.
        """
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
            try:
                day = datetime.strptime(value, form).date()
            except ValueError:
                continue
            if self._is_last and form != "%Y-%m-%d":
                month = 12 if form == "%Y" else day.month
                # The day before the first of the next month.
                after = date(day.year + month // 12, month % 12 + 1, 1) if day.year < date.max.year else date.max
                return date.fromordinal(after.toordinal() - 1)
            return day
        raise click.BadParameter(
            f"{value!r} is not a day: write it as 2020-09-29, or a month as 2020-09", context, parameter
        )


def filter_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options --since, --until, --source and --article, given to the command as one filter, `where`."""

    @wraps(function)
    def with_filter(
        *arguments: Any,
        since: date | None,
        until: date | None,
        sources: tuple[str, ...],
        only: tuple[str, ...],
        **options: Any,
    ) -> Any:
        from newsqa.schema import Filter

        where = Filter(since=since, until=until, sources=sources, articles=only)
        return function(*arguments, where=where, **options)

    for option in (
        click.option("--article", "only", multiple=True, metavar="ID", help="Only this article (may be repeated)."),
        click.option(
            "--source", "sources", multiple=True, metavar="NAME", help="Only this source's (may be repeated)."
        ),
        click.option("--until", type=Day(is_last=True), metavar="DAY", help="Only articles of this day or before."),
        click.option("--since", type=Day(is_last=False), metavar="DAY", help="Only articles of this day or later."),
    ):
        with_filter = option(with_filter)
    return with_filter


def tell_of_undated(where: "Filter", library: "Library") -> None:
    """Say on standard error how many articles are left out for having no date."""
    if (where.since or where.until) and (undated := library.count_undated(where)):
        verb = "has" if undated == 1 else "have"
        click.echo(f"newsqa: note: {counted(undated, 'article')} {verb} no date and cannot be looked at", err=True)
