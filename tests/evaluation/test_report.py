import json
import re
from pathlib import Path
from typing import Any

from case_records import record, run_of

from newsqa.evaluation.report import report_data, write_report


def embedded(page: str) -> Any:
    found = re.search(r'<script id="data" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_quotes_cannot_end_or_open_anything_in_the_page(tmp_path: Path) -> None:
    quote = 'A </script><!-- <script> is in "Gyumri".'
    run = run_of(tmp_path, [record("a", quote=quote)])
    write_report(tmp_path / "out.html", [run])
    page = (tmp_path / "out.html").read_text("utf-8")
    assert "<!-- <script>" not in page
    assert embedded(page)["cases"][0]["results"][0]["quotes"][0]["paragraph"] == quote


def test_the_report_has_the_curve_the_tags_and_the_scores_of_each_case(tmp_path: Path) -> None:
    data = report_data([run_of(tmp_path, [record("a", tags=["bridge"]), record("b", is_passed=False)])])
    (run,) = data["runs"]
    assert run["risk_coverage"] == ((1, 0.5),)
    assert [f["name"] for f in run["figures"] if f["group"] == "by tag"] == ["bridge"]
    assert run["figures"][0]["few"] is True
    assert data["cases"][0]["results"][0]["token_f1"] == 0.5


def test_several_runs_are_compared_in_pairs_and_adjusted_for_being_several(tmp_path: Path) -> None:
    names = [f"case-{n}" for n in range(12)]
    # The second and the third get 6 wrong that the first gets right: p = 2 / 64, and Holm's over 3 pairs 6 / 64.
    good = run_of(tmp_path, [record(name) for name in names], model="good")
    bad = run_of(tmp_path, [record(name, is_passed=n > 5) for n, name in enumerate(names)], model="bad")
    poor = run_of(tmp_path, [record(name, is_passed=n > 5) for n, name in enumerate(names)], model="poor")
    apart = run_of(tmp_path, [record("elsewhere")], model="apart")
    (alone,) = report_data([good, bad])["comparisons"]
    assert "good gets 6 more of 12 cases right than bad" in alone
    assert "(McNemar exact p = 0.031)" in alone
    several = report_data([good, bad, poor, apart])["comparisons"]
    assert len(several) == 3
    assert "(McNemar exact p = 0.094, after Holm over 3 pairs)" in several[0]
    assert several[2] == "bad and poor get the same 6 of 12 cases right."
    assert report_data([good])["comparisons"] == []
