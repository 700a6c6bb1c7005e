"""Published texts into values: refused whole, with the reason, where anything is wrong."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import Refusal
from counter_app.domain.rulings import Mode
from counter_app.services.policies.profiles import canonical, policy_of, profile_of, read_toml
from counter_app.services.resources import resource_dir
from tests.refusals import refused

Json = dict[str, object]
PROFILE: Json = json.loads(canonical(read_toml(resource_dir() / "profiles" / "it.toml")))
RULE: Json = {
    "id": "cash.maximum",
    "mode": "live",
    "from": "2026-01-01",
    "parameters": {"most": "1.00"},
}


def without(name: str) -> Json:
    return {key: value for key, value in PROFILE.items() if key != name}


@pytest.mark.parametrize(
    "wrong",
    [
        *({} | without(name) for name in ("currency", "groups", "tax_rounding", "not_fiscal")),
        PROFILE | {"currency": "???"},
        PROFILE | {"currency": 978},
        PROFILE | {"tax_rounding": "sometimes"},
        PROFILE | {"groups": {"standard": [{"id": "vat"}]}},
        PROFILE | {"groups": {"standard": "22"}},
        PROFILE | {"groups": []},
        PROFILE | {"cash_rounding": [{"from": "2026-13-01", "step": "0.05", "mode": "half_up"}]},
        PROFILE | {"cash_rounding": [{"from": "2026-01-01", "step": "0.00", "mode": "half_up"}]},
        PROFILE | {"cash_rounding": [{"from": "2026-01-01", "step": "0.05", "mode": "often"}]},
    ],
)
def test_a_profile_with_anything_wrong_is_refused_whole(wrong: Json) -> None:
    with pytest.raises(Refusal):
        profile_of(json.dumps(wrong))


@pytest.mark.parametrize("text", ["", "[]", "null", "1", "{", '"it"'])
def test_a_text_that_is_no_profile_or_policy_is_refused(text: str) -> None:
    with refused("settings.profile"):
        profile_of(text)
    with refused("settings.policy"):
        policy_of(text)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (RULE | {"id": "cash.maximun"}, "settings.unknown_rule"),
        (RULE | {"mode": "alive"}, "settings.policy"),
        (RULE | {"from": "tomorrow"}, "settings.policy"),
        (RULE | {"parameters": ["most"]}, "settings.policy"),
        (RULE | {"parameters": {"mots": "1.00"}}, "settings.policy"),
        (RULE | {"parameters": {"most": "lots"}}, "settings.policy"),
        (RULE | {"parameters": {"most": "-1.00"}}, "settings.policy"),
        (RULE | {"id": "check.count", "parameters": {"most": "3.5"}}, "settings.policy"),
        (RULE | {"id": "check.limit", "parameters": {"asociate": "1.00"}}, "settings.policy"),
        ({"id": "cash.maximum"}, "settings.policy"),
        ("cash.maximum", "settings.policy"),
    ],
)
def test_a_policy_with_anything_wrong_is_refused_whole(rule: object, code: str) -> None:
    with refused(code):
        policy_of(json.dumps({"rule": [RULE, rule]}))


def test_rules_are_numbered_as_they_stand() -> None:
    policy = policy_of(json.dumps({"rule": [RULE, RULE | {"mode": "off"}]}))
    assert [(one.version, one.mode) for one in policy] == [(1, Mode.LIVE), (2, Mode.OFF)]
    assert policy[0].parameters == {"most": "1.00"}


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.booleans()))
def test_the_canonical_text_is_one_for_one_content(table: Json) -> None:
    mixed = dict(reversed(table.items()))
    assert canonical(table) == canonical(mixed)
    assert json.loads(canonical(table)) == table


@pytest.mark.parametrize(
    "write",
    [
        Path.is_file,  # nothing is written
        lambda path: path.write_text("x = = 1"),
        lambda path: path.write_bytes(b"\xff\xfe\x00"),
        lambda path: path.mkdir(),
    ],
)
def test_a_file_that_cannot_be_read_says_which(
    tmp_path: Path, write: Callable[[Path], object]
) -> None:
    path = tmp_path / "mine.toml"
    write(path)
    with refused("settings.unreadable", file="mine.toml"):
        read_toml(path)
