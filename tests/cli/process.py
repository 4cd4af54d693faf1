"""newsqa run as a person or a program runs it: each call is a process of its own."""

import os
import subprocess
import sys
from pathlib import Path


def newsqa(*arguments: str | Path, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run newsqa, and hold it to what every run owes: no traceback, whatever happens."""
    run = subprocess.run(
        [sys.executable, "-m", "newsqa", *map(str, arguments)],
        input="" if stdin is None else stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert "Traceback" not in run.stderr
    return run


def one_line(run: subprocess.CompletedProcess[str]) -> str:
    assert run.stdout == ""
    (line,) = run.stderr.splitlines()
    return line
