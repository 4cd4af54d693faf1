import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(("ended", "points"), [("killed", 40), ("interrupted", 100)])
def test_a_writer_ended_anywhere_leaves_a_sound_library(tmp_path: Path, ended: str, points: int) -> None:
    script = Path(__file__).with_name("killed_writers.py")
    run = subprocess.run(
        [sys.executable, str(script), str(tmp_path), str(points), ended], capture_output=True, text=True, check=True
    )
    results = json.loads(run.stdout)
    assert list(results) == ["first addition", "later addition", "removal", "folder followed"]
    for change, result in results.items():
        assert result["tried"] == (points // 2 if change == "folder followed" else points)
        assert result["unsound"] == [], f"{change}: {run.stderr}"
