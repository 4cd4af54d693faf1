import json
import subprocess
import sys
from pathlib import Path

POINTS = 40


def test_a_writer_killed_anywhere_leaves_a_sound_library(tmp_path: Path) -> None:
    script = Path(__file__).with_name("killed_writers.py")
    run = subprocess.run(
        [sys.executable, str(script), str(tmp_path), str(POINTS)], capture_output=True, text=True, check=True
    )
    results = json.loads(run.stdout)
    assert list(results) == ["first addition", "later addition", "removal"]
    for change, result in results.items():
        assert result["tried"] == POINTS
        assert result["unsound"] == [], f"{change}: {run.stderr}"
