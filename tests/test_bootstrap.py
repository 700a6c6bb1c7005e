"""The counter is put together from its parts, and only where that is allowed."""

from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.bootstrap import NewStore, Parts, found_counter, keys_folder, open_counter
from counter_app.commands.demo_store import (
    EMPTY_CARD,
    GIFT_CARD,
    STORE_CREDIT,
    demo_people,
    found_demo,
)
from counter_app.devices.simulated import SimulatedDrawer, SimulatedTerminal
from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.facts import CardBroughtIn, StoreFounded
from counter_app.domain.rulings import Role
from counter_app.services.ports import NO_DRAWER, NO_TERMINAL
from counter_app.settings import KEYS_VARIABLE
from counter_app.ui.flows.selling.paying import answer_note
from tests.builders import a_founding
from tests.counters import Desk, HandDrawer, HandTerminal, KeptPapers, a_desk
from tests.fakes import FixedClock

PARTS = Parts(clock=FixedClock(), cheap_pins=True)


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The keys' folder of this test."""
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    return tmp_path / "keys"


def test_a_demo_store_has_its_people_goods_and_cards(tmp_path: Path) -> None:
    counter = found_demo(tmp_path / "demo", PARTS)
    try:
        assert counter.store.founded().store_kind == "demo"
        people = counter.use.sign_in.people()
        assert people == [somebody.person for somebody in demo_people()]
        assert {person.role for person in people} == set(Role)
        assert counter.catalogue.count() > 290
        for number, cents in ((GIFT_CARD, 2_500), (STORE_CREDIT, 4_000), (EMPTY_CARD, 0)):
            assert counter.use.take_payment.balance(number, "104").balance == cents
        emma = demo_people()[0]
        assert counter.use.sign_in.by_number(emma.person.number, emma.pin) == emma.person
    finally:
        counter.close()


@pytest.mark.parametrize("country", ["it", "gr", "gb", "us_ny"])
def test_a_demo_store_stands_in_every_country(tmp_path: Path, country: str) -> None:
    counter = found_demo(tmp_path / country, PARTS, country=country)
    try:
        counter.use.run_till.open(10_000, "104")
        found = counter.use.look_up.scanned("9520001000010")
        draft = counter.use.sell.add(counter.use.sell.begin("en"), found)  # type: ignore[arg-type]  # an item of the demo's catalogue
        paid = counter.use.take_payment.settle_in_cash(draft, None, demo_people()[0].person)
        assert paid.sale.total == sum(line.gross for line in paid.sale.lines)
        assert counter.store.founded().currency in {"EUR", "GBP", "USD"}
    finally:
        counter.close()


def test_a_store_closed_and_opened_is_the_same(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "store", kind="demo")
    desk.use.take_payment.settle_in_cash(desk.ring("9520001000010"), None, demo_people()[0].person)
    before = desk.entries()
    desk.again()
    try:
        assert desk.entries() == before
        assert desk.use.run_till.figures().sales == 1
    finally:
        desk.counter.close()


def test_keys_lie_apart_from_the_store_and_it_does_not_open_without_them(
    tmp_path: Path, keys: Path
) -> None:
    found_demo(tmp_path / "demo", PARTS).close()
    place = keys_folder(tmp_path / "demo")
    assert place.parent == keys
    keys.rename(tmp_path / "elsewhere")
    with pytest.raises(Fault, match=r"keys\.missing"):
        open_counter(tmp_path / "demo", PARTS)


def test_a_store_is_founded_once(tmp_path: Path) -> None:
    found_demo(tmp_path / "demo", PARTS).close()
    with pytest.raises(Fault, match=r"store\.exists"):
        found_demo(tmp_path / "demo", PARTS)
    open_counter(tmp_path / "demo", PARTS).close()


@pytest.mark.parametrize("kind", ["demo", "training", "replay"])
def test_only_a_live_store_reaches_real_devices(tmp_path: Path, kind: str) -> None:
    for no, parts in enumerate(
        (replace(PARTS, terminal=HandTerminal()), replace(PARTS, drawer=HandDrawer()))
    ):
        with pytest.raises(Fault, match=r"store\.no_real_devices"):
            found_demo(tmp_path / f"{kind}-{no}", parts, kind=kind)
        open_counter(tmp_path / f"{kind}-{no}", PARTS).close()  # the lock was let go


def test_twins_are_let_into_any_store(tmp_path: Path) -> None:
    parts = replace(PARTS, terminal=SimulatedTerminal(), drawer=SimulatedDrawer())
    found_demo(tmp_path / "demo", parts).close()


def test_a_live_store_takes_what_it_is_given(tmp_path: Path) -> None:
    terminal, drawer, papers = HandTerminal(), HandDrawer(), KeptPapers()
    desk: Desk = a_desk(tmp_path / "live", terminal=terminal, drawer=drawer)
    try:
        draft = desk.ring("9520001000010")
        desk.use.take_payment.card(draft, None, demo_people()[0].person)
        assert len(terminal.paid) == 1
        assert papers.made == []
    finally:
        desk.counter.close()


def test_a_live_store_without_a_terminal_takes_no_card(tmp_path: Path) -> None:
    desk: Desk = a_desk(tmp_path / "live", terminal=None)
    try:
        draft = desk.ring("9520001000010")
        answered = desk.use.take_payment.card(draft, None, demo_people()[0].person)
        assert (answered.declined, answered.draft.taken) == (NO_TERMINAL, ())
        assert not answered.draft.doubtful
        assert answer_note(answered, reversal=False).key == "page.sale.no_terminal"
    finally:
        desk.counter.close()


def test_a_live_store_without_a_drawer_sells_and_claims_no_open_drawer(tmp_path: Path) -> None:
    desk: Desk = a_desk(tmp_path / "live", drawer=None)
    try:
        draft = desk.ring("9520001000010")
        paid = desk.use.take_payment.settle_in_cash(draft, 3_000, demo_people()[0].person)
        assert paid.drawer is not None
        assert paid.drawer.code == NO_DRAWER
    finally:
        desk.counter.close()


@pytest.mark.parametrize(
    ("changes", "policy", "code"),
    [
        ({"profile": "{}"}, "", "settings.profile"),
        ({"tax_number": "12345670008"}, "", "store.tax_number"),
        ({}, '{"rule": [{"id": "no.such"}]}', "settings.unknown_rule"),
        ({}, "[]", "settings.policy"),
    ],
)
def test_a_store_is_not_founded_on_a_bad_profile_policy_or_tax_number(
    tmp_path: Path, changes: dict[str, str], policy: str, code: str
) -> None:
    good: StoreFounded = _good_founding(tmp_path)
    new = NewStore(replace(good, **changes), policy)  # type: ignore[arg-type]  # texts of the founding
    with pytest.raises(Refusal) as caught:
        found_counter(tmp_path / "new", new, PARTS)
    assert caught.value.code == code
    assert not (tmp_path / "new").exists()


def test_each_store_of_a_machine_has_keys_and_numbers_of_its_own(tmp_path: Path) -> None:
    desks = [a_desk(tmp_path / name, kind="demo") for name in ("one", "two")]
    try:
        hashes = {desk.counter.store.keyed_hash("card:1") for desk in desks}
        assert len(hashes) == 2
        assert len({desk.counter.store.founded().public_key for desk in desks}) == 2
        brought = [
            fact for fact in desks[0].facts(CardBroughtIn) if isinstance(fact, CardBroughtIn)
        ]
        assert all(GIFT_CARD not in repr(fact) for fact in brought)
    finally:
        for desk in desks:
            desk.counter.close()


def _good_founding(folder: Path) -> StoreFounded:
    counter = found_demo(folder / "good", PARTS)
    founded = counter.store.founded()
    counter.close()
    return replace(a_founding(), profile=founded.profile, tax_number="")
