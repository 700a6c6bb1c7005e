"""`python -m tests.conformance FILE.json ...`: one line per failing case, then the counts.

Exit status 1 if any case failed, 2 if a file cannot be run.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.conformance.cases import ByPolicy, Case, Failed, load
from tests.conformance.families import family_of, judge


def main(arguments: Sequence[str]) -> int:
    """Run the files and print what failed."""
    if not arguments:
        return _wrong("give the case files to run: python -m tests.conformance FILE.json ...")
    for name in arguments:
        if not Path(name).is_file():
            return _wrong(f"there is no file {name}")
    cases = [case for name in arguments for case in load(Path(name))]
    left_out = Counter(case.group for case in cases if family_of(case.group) is None)
    if left_out.total() == len(cases):
        return _wrong("no adapter knows these cases: " + ", ".join(left_out))
    counts = Counter(_run(case) for case in cases if case.group not in left_out)
    if left_out:
        sys.stdout.write(f"without an adapter, not run: {_listed(left_out)}\n")
    sys.stdout.write(
        f"{counts['passed']} passed, {counts['failed']} failed, {counts['by policy']} by policy\n"
    )
    return 1 if counts["failed"] else 0


def _run(case: Case) -> str:
    family = family_of(case.group)
    assert family is not None, case.group
    verdict = judge(family, case)
    if isinstance(verdict, Failed):
        line = f"{family.name} {case.id}: expected {verdict.expected}, got {verdict.got}\n"
        sys.stdout.write(line)
        return "failed"
    return "by policy" if isinstance(verdict, ByPolicy) else "passed"


def _listed(groups: Counter[str]) -> str:
    return ", ".join(f"{group} ({count})" for group, count in groups.items())


def _wrong(sentence: str) -> int:
    sys.stderr.write(f"conformance: {sentence}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
