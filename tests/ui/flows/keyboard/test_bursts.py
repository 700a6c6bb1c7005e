"""A scanner is told from a person by time alone, and nothing that was typed is ever lost."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from counter_app.ui.flows.keyboard.bursts import (
    BOUNCE_MS,
    GAP_MS,
    LEAST,
    SILENCE_MS,
    Burst,
    Scan,
    Verdict,
    character,
    interrupted,
    silence,
    terminator,
)

CODES = st.text("0123456789ABCdef-/.", min_size=LEAST, max_size=40)
QUICK = st.integers(0, GAP_MS)
SLOW = st.integers(GAP_MS + 1, 2000)


def hear(burst: Burst, code: str, gaps: Sequence[int], at: int) -> tuple[Burst, list[Verdict], int]:
    verdicts = []
    for char, gap in zip(code, gaps, strict=True):
        at += gap
        burst, verdict, _ = character(burst, char, at)
        verdicts.append(verdict)
    return burst, verdicts, at


@given(CODES, st.data())
def test_a_quick_run_of_keys_ended_by_enter_is_one_scan(code: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(QUICK, min_size=len(code), max_size=len(code)))
    burst, verdicts, at = hear(Burst(), code, gaps, 1000)
    burst, verdict, scan = terminator(burst, at + data.draw(QUICK))
    assert scan == Scan(code)
    assert verdict is Verdict.SWALLOW
    assert verdicts[: LEAST - 1] == [Verdict.PASS] * (LEAST - 1)
    assert verdicts[LEAST - 1] is Verdict.RECOGNISED
    assert set(verdicts[LEAST:]) <= {Verdict.SWALLOW}


@given(CODES)
def test_a_quick_run_of_keys_ends_by_silence_too(code: str) -> None:
    burst, _, at = hear(Burst(), code, [10] * len(code), 0)
    assert silence(burst, at + SILENCE_MS - 1)[1] is None
    burst, scan = silence(burst, at + SILENCE_MS)
    assert scan == Scan(code)
    assert silence(burst, at + 10 * SILENCE_MS)[1] is None


@given(CODES, st.data())
def test_slow_typing_is_left_alone_and_its_enter_belongs_to_the_person(
    text: str, data: st.DataObject
) -> None:
    gaps = data.draw(st.lists(SLOW, min_size=len(text), max_size=len(text)))
    burst, verdicts, at = hear(Burst(), text, gaps, 0)
    burst, verdict, scan = terminator(burst, at + 300)
    assert set(verdicts) == {Verdict.PASS}
    assert verdict is Verdict.PASS
    assert scan is None


@given(st.text("0123456789", min_size=1, max_size=LEAST - 1))
def test_fewer_keys_than_a_code_has_are_typing_however_quick(text: str) -> None:
    burst, verdicts, at = hear(Burst(), text, [1] * len(text), 0)
    assert set(verdicts) == {Verdict.PASS}
    assert terminator(burst, at + 1)[1:] == (Verdict.PASS, None)


def test_typing_before_a_scan_does_not_become_part_of_the_code() -> None:
    burst, _, at = hear(Burst(), "20", [0, 200], 0)
    burst, _, at = hear(burst, "5201234567890", [200] + [8] * 12, at)
    assert terminator(burst, at + 8)[2] == Scan("5201234567890")


def test_two_codes_without_a_terminator_come_out_one_by_one() -> None:
    burst, _, at = hear(Burst(), "11112222", [5] * 8, 0)
    burst, verdict, scan = character(burst, "3", at + GAP_MS + 1)
    assert scan == Scan("11112222")
    assert verdict is Verdict.PASS
    assert burst.heard == "3"


def test_the_same_code_again_at_once_is_a_bounce_and_later_is_a_second_piece() -> None:
    burst, _, at = hear(Burst(), "52012345", [5] * 8, 0)
    burst, _, first = terminator(burst, at + 5)
    burst, _, again_at = hear(burst, "52012345", [5] * 8, at + 20)
    burst, _, bounce = terminator(burst, again_at + 5)
    assert (first, bounce) == (Scan("52012345"), Scan("52012345", bounced=True))
    burst, _, later = hear(burst, "52012345", [5] * 8, at + BOUNCE_MS + 5)
    assert terminator(burst, later + 5)[2] == Scan("52012345")


def test_twenty_scans_without_a_pause_count_again_once_the_bounce_is_over() -> None:
    burst, at, counted, ended = Burst(), 0, 0, -BOUNCE_MS - 1
    for _ in range(20):
        begun = at + 10
        burst, _, at = hear(burst, "9520001000010", [10] + [3] * 12, at)
        burst, _, scan = terminator(burst, at + 1)
        assert scan is not None
        assert scan.bounced is (begun - ended <= BOUNCE_MS)
        if not scan.bounced:
            counted, ended = counted + 1, at
    assert counted > 1


def test_another_code_at_once_is_no_bounce() -> None:
    burst, _, at = hear(Burst(), "52012345", [5] * 8, 0)
    burst, _, _ = terminator(burst, at)
    burst, _, at = hear(burst, "52012352", [5] * 8, at)
    assert terminator(burst, at)[2] == Scan("52012352")


def test_a_prefix_makes_a_scan_certain_from_its_first_key_and_is_cut_off() -> None:
    burst, verdicts, at = hear(Burst(prefix="~"), "~12", [0, 5, 5], 0)
    assert verdicts == [Verdict.RECOGNISED, Verdict.SWALLOW, Verdict.SWALLOW]
    assert terminator(burst, at + 5)[1:] == (Verdict.SWALLOW, Scan("12"))


def test_a_prefix_alone_is_nothing() -> None:
    burst, _, at = hear(Burst(prefix="~"), "~", [0], 0)
    assert terminator(burst, at + 5)[1:] == (Verdict.SWALLOW, None)


def test_a_shortcut_in_between_ends_what_was_heard() -> None:
    burst, _, _ = hear(Burst(), "123", [5] * 3, 0)
    burst, scan = interrupted(burst)
    assert (burst.heard, scan) == ("", None)


@given(st.lists(st.tuples(st.sampled_from("0123456789"), st.integers(0, 200)), max_size=60))
def test_every_key_is_given_out_exactly_once(keys: list[tuple[str, int]]) -> None:
    burst, at = Burst(), 0
    typed, scanned = "", ""
    for char, gap in keys:
        at += gap
        burst, verdict, scan = character(burst, char, at)
        if scan:
            scanned += scan.code
        if verdict is Verdict.PASS:
            typed += char
        elif verdict is Verdict.RECOGNISED:
            typed = typed[: len(typed) - (LEAST - 1)]
    _, scan = silence(burst, at + SILENCE_MS)
    if scan:
        scanned += scan.code
    assert len(typed) + len(scanned) == len(keys)
    assert sorted(typed + scanned) == sorted(char for char, _ in keys)
