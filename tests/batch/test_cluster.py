"""The tests on a cluster, in a process of their own: Dask leaves threads behind, and processes are copied here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SECONDS = 600
# It ends when the tests have, and neither Dask's threads nor a process that holds its output is waited for.
RUN = """
import os, sys, pytest
code = pytest.main(["-q", "-p", "no:cacheprovider", "tests/batch/on_a_cluster.py"])
sys.stdout.flush()
os._exit(code)
"""


def test_what_is_expected_on_a_cluster_holds(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for name in [name for name in environment if name.startswith("PYTEST_")]:
        del environment[name]
    told = tmp_path / "told.txt"
    with told.open("w") as out:
        result = subprocess.run(
            [sys.executable, "-c", RUN], cwd=ROOT, env=environment, stdout=out, stderr=out, timeout=SECONDS, check=False
        )
    assert result.returncode == 0, told.read_text(encoding="utf-8")
