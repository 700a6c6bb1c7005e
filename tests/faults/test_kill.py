"""Kills a selling counter as often as a test run can bear; the full number has its own command."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 300
CONTROL = 40
LINE = re.compile(r"(\d+) kills: (\d+) acknowledged, (\d+) lost, (\d+) doubled, (\d+) unbalanced")


def killed(root: Path, *arguments: str) -> tuple[int, list[int], str]:
    """Exit status, the figures of the last line, and all that was printed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", "kill", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    found = LINE.fullmatch(done.stdout.splitlines()[-1]) if done.stdout else None
    assert found is not None, done.stdout + done.stderr
    return done.returncode, [int(figure) for figure in found.groups()], done.stdout


@pytest.mark.timeout(600)
def test_no_kill_loses_doubles_or_unbalances_a_sale(root: Path) -> None:
    status, (kills, acknowledged, *wrong), said = killed(root, f"--count={KILLS}", "--seed=7")
    assert (status, kills, wrong) == (0, KILLS, [0, 0, 0]), said
    assert acknowledged > KILLS // 2, "it sold before it was killed"
    assert not said.startswith("0 between"), "some died between attempt and answer"


@pytest.mark.timeout(600)
def test_a_counter_that_acknowledges_before_it_commits_is_found_out(root: Path) -> None:
    status, (_, _, lost, _, _), said = killed(root, f"--count={CONTROL}", "--control")
    assert status == 1, said
    assert lost > 0
