"""newsqa compare."""

import json
from pathlib import Path

import click


@click.command("compare")
@click.argument("first", type=click.Path(path_type=Path), metavar="RUN")
@click.argument("second", type=click.Path(path_type=Path), metavar="RUN")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Both runs as one HTML file."
)
def command(first: Path, second: Path, as_json: bool, report: Path | None) -> None:
    r"""Compare two eval runs, case by case: which is better, by how much, and can these facts tell.

    A RUN is a folder that `pytest evals/` names at its end. Differences are paired: McNemar's exact test, a
    bootstrap interval over the articles, Holm's adjustment over the groups of cases.

    \b
    Example:
      newsqa compare evals/runs/20261123-184152-smollm2-135m evals/runs/20261123-190210-smollm2-135m-q8
    """
    from newsqa.evaluation.comparing import compare_runs, in_words, render_comparison
    from newsqa.evaluation.report import write_report
    from newsqa.evaluation.runs import Run

    runs = [Run.read(first), Run.read(second)]
    comparison = compare_runs(*runs)
    if as_json:
        groups = [{**group._asdict(), "difference": group.difference} for group in comparison.groups]
        result = {**comparison._asdict(), "groups": groups, "sentence": in_words(comparison)}
        click.echo(json.dumps(result, indent=1, ensure_ascii=False))
    else:
        click.echo(render_comparison(comparison))
    if report:
        write_report(report, runs)
        click.echo(f"newsqa: the report is in {report}", err=True)
