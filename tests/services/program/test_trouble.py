"""What a report tells of a bug: where it was, and nothing of a person or a sale."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.money import currency
from counter_app.services.program.trouble import Trouble, report_text, trace_of

SECRETS = ("Anna Rizzo", "User 104", "9520001000010", "24.90", "/home/anna")


def fail(error: Exception, cause: Exception | None = None) -> None:
    raise error from cause


def caught(error: Exception) -> Exception:
    with pytest.raises(type(error)) as raised:
        fail(error)
    return raised.value


def test_an_error_is_told_by_its_kind_and_not_by_what_it_says() -> None:
    lines = trace_of(caught(KeyError(" ".join(SECRETS))))
    assert lines[0] == "KeyError"
    assert not [line for line in lines for secret in SECRETS if secret in line]


def test_an_expected_error_is_told_with_its_code() -> None:
    assert trace_of(Fault("storage.full", folder="/home/anna"))[0].endswith("Fault storage.full")


def test_our_own_places_are_told_without_the_folder_they_lie_in() -> None:
    with pytest.raises(Refusal) as raised:
        currency("???")
    lines = trace_of(raised.value)
    assert any(line.startswith("  domain/") and ".py:" in line for line in lines)
    assert not [line for line in lines if "/counter_app/" in line]
    assert lines[-1] == "  + 1"  # the test's own frame


def test_causes_follow_and_a_cause_that_was_put_aside_is_not_told() -> None:
    with pytest.raises(ValueError, match="two") as raised:
        fail(ValueError("two"), KeyError("one"))
    kinds = [line for line in trace_of(raised.value) if not line.startswith(" ")]
    assert kinds == ["ValueError", "KeyError"]
    raised.value.__cause__ = None
    assert "KeyError" not in trace_of(raised.value)


def test_the_report_is_toml_with_versions_counts_and_the_page() -> None:
    text = report_text(
        Trouble(
            program="0.1.0",
            schema=1,
            fold=2,
            kind="live",
            page="SellingView",
            libraries=(("python-stdnum", "2.1"),),
            counts={"sale": 3, 'entry with "quotes"': 1},
            trace=("ValueError",),
        )
    )
    table = tomllib.loads(text)
    assert table["program"] == {"version": "0.1.0", "schema": 1, "fold": 2, "store": "live"}
    assert table["entries"]["sale"] == 3
    assert table["window"]["page"] == "SellingView"
    assert table["libraries"] == {"python-stdnum": "2.1"}
    assert table["trace"] == ["ValueError"]


@given(st.text(max_size=40), st.text(max_size=20), st.lists(st.text(max_size=30), max_size=4))
def test_whatever_is_in_it_a_report_can_be_read_back(page: str, key: str, trace: list[str]) -> None:
    told = Trouble("1", 1, 1, "demo", page, counts={key: 1}, trace=tuple(trace))
    assert len(tomllib.loads(report_text(told))["trace"]) == len(trace)
