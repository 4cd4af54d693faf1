"""newsqa compare."""

import json
from pathlib import Path

import click

from newsqa.cli.model_options import prompts_option


@click.command("compare")
@click.argument("compared", nargs=-1, required=True, metavar="MODEL...")
@click.option(
    "--facts",
    type=click.Path(exists=True, path_type=Path),
    metavar="DIR",
    help="The facts that models are held to (default: newsqa's own, on the sample articles).",
)
@click.option(
    "--articles", type=click.Path(exists=True, path_type=Path), metavar="PATH", help="Ask of these articles instead."
)
@click.option(
    "--runs",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where runs are kept (default: with your data).",
)
@prompts_option
@click.option("--no-cache", "is_uncached", is_flag=True, help="Answer everything anew.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Everything as one HTML file."
)
def command(
    compared: tuple[str, ...],
    facts: Path | None,
    articles: Path | None,
    runs: Path | None,
    prompts: Path | None,
    is_uncached: bool,
    as_json: bool,
    report: Path | None,
) -> None:
    """Compare models on the same facts: which is better, by how much, and can these facts tell.

    Each model answers every case in turn, one in memory at a time; interrupted, it goes on where it stopped, and
    answers that are there already are not made again. Give the folders of runs instead (`pytest evals/` names its
    run at the end) to compare those without running anything. Differences are paired: McNemar's exact test, a
    bootstrap interval over the articles, Holm's adjustment over the pairs of models.

    \b
    Examples:
      newsqa compare smollm2-135m ~/models/qwen2.5-3b-instruct-q4_k_m.gguf --report out.html
      newsqa compare evals/runs/20261123-184152-smollm2-135m evals/runs/20261123-190210-qwen
    """
    if len(compared) < 2:
        raise click.UsageError("give two models, or two runs, or more")
    places = [str(Path(name).resolve()) if Path(name).exists() else name for name in compared]
    if twice := next((name for name, place in zip(compared, places, strict=True) if places.count(place) > 1), None):
        raise click.UsageError(f"{twice} is given twice")
    from newsqa.evaluation.model_comparison import compare_models, comparison_of_runs
    from newsqa.evaluation.model_runs import Request, default_facts, default_runs
    from newsqa.evaluation.runs import is_run

    if any(is_run(Path(name)) for name in compared):
        if model := next((name for name in compared if not Path(name).is_dir()), None):
            raise click.UsageError(f"{model} is no run, as the others are: give models, or the folders of runs")
        comparison = comparison_of_runs([Path(name) for name in compared])
    else:
        request = Request(
            facts=str(facts or default_facts()),
            runs=str(runs or default_runs()),
            articles=str(articles) if articles else None,
            prompts=str(prompts) if prompts else None,
            is_cached=not is_uncached,
        )
        comparison = compare_models(compared, request)
    if as_json:
        click.echo(json.dumps(comparison.as_data(), indent=1, ensure_ascii=False))
    else:
        click.echo(comparison.render())
    if report:
        comparison.write_report(report)
        click.echo(f"newsqa: the report is in {report}", err=True)
