"""The vault and its neighbours: texts, PINs, badges and drafts that are no facts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.basket import Addition, Basket, add, remove
from counter_app.domain.catalogue import Flag, Names, Product, Quantity
from counter_app.domain.errors import Fault
from counter_app.domain.tendering import Attempt
from counter_app.services.drafts import CURRENT, Draft
from counter_app.services.ports import Secret
from counter_app.storage import drafts
from counter_app.storage.store import EmbeddedStore
from counter_app.storage.vault import Sealed, seal, unseal
from tests.builders import a_card_slip, a_check, a_store, a_tender, an_id, reopened
from tests.fakes import FixedClock
from tests.storage.tampering import tampering

ACCOUNT = "111000025 000123456789"
BADGE = "9312345678901234"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[EmbeddedStore]:
    made = a_store(tmp_path, clock)
    yield made
    made.close()


# ------------------------------------------------------------------------------------------- vault


@given(st.text())
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert unseal(seal(text)) == text


def test_the_same_text_is_never_sealed_the_same_way_twice() -> None:
    first, second = seal(ACCOUNT), seal(ACCOUNT)
    assert first.id != second.id
    assert first.key != second.key
    assert first.ciphertext != second.ciphertext


def test_a_sealed_text_shows_nothing_of_itself() -> None:
    assert b"123456789" not in seal(ACCOUNT).ciphertext


@pytest.mark.parametrize("change", ["id", "key", "ciphertext"])
def test_a_record_that_was_changed_does_not_open(change: str) -> None:
    sealed = seal(ACCOUNT)
    changed = {
        "id": replace(sealed, id="0" * 32),
        "key": replace(sealed, key=bytes(32)),
        "ciphertext": replace(sealed, ciphertext=sealed.ciphertext[:-1] + b"\0"),
    }
    with pytest.raises(InvalidTag):
        unseal(changed[change])


def test_a_text_is_locked_away_and_read_again(store: EmbeddedStore) -> None:
    with store.work() as work:
        record, digest = work.lock_away(ACCOUNT)
    with store.reading() as queries:
        assert queries.unlock(record) == ACCOUNT
    assert digest != ACCOUNT
    assert len(digest) == 64


def test_the_digest_is_the_ciphertext_s(store: EmbeddedStore) -> None:
    with store.work() as work:
        record, digest = work.lock_away(ACCOUNT)
    with store.reading() as queries:
        row = queries.connection.exec_driver_sql("SELECT id, key, ciphertext FROM vault").one()
    assert row[0] == record
    assert Sealed(row[0], bytes(row[1]), bytes(row[2])).digest == digest


def test_an_erased_record_is_gone(store: EmbeddedStore) -> None:
    with store.work() as work:
        record, _ = work.lock_away(ACCOUNT)
    store.close()
    with tampering(store.folder) as connection:
        connection.exec_driver_sql("DELETE FROM vault")
    with (
        reopened(store.folder) as again,
        again.reading() as queries,
        pytest.raises(Fault) as caught,
    ):
        queries.unlock(record)
    assert caught.value.code == "vault.erased"


# ------------------------------------------------------------------------------------- credentials


def test_a_secret_is_kept_with_its_counter_and_replaced_whole(store: EmbeddedStore) -> None:
    assert store.secret("101") is None
    for secret in (
        Secret("hash-1", failures=3, locked_for=1_800_000),
        Secret("hash-2"),
    ):
        with store.work() as work:
            work.set_secret("101", secret)
        assert store.secret("101") == secret


def test_a_badge_is_kept_as_a_keyed_hash_only(store: EmbeddedStore) -> None:
    with store.work() as work:
        work.set_badge("101", BADGE)
    assert store.badge_owner(BADGE) == "101"
    assert store.badge_owner(BADGE[:-1] + "5") is None
    with store.reading() as queries:
        kept = queries.connection.exec_driver_sql("SELECT badge FROM badge").scalar_one()
    assert kept == store.keyed_hash(BADGE)
    assert BADGE not in kept


def test_a_new_badge_takes_the_old_one_away(store: EmbeddedStore) -> None:
    for badge in (BADGE, "9399999999999999"):
        with store.work() as work:
            work.set_badge("101", badge)
    assert store.badge_owner(BADGE) is None
    assert store.badge_owner("9399999999999999") == "101"
    with store.work() as work:
        work.set_badge("101", "")
    assert store.badge_owner("9399999999999999") is None


def test_keys_of_hashes_and_of_printed_codes_differ_and_stay(store: EmbeddedStore) -> None:
    first = store.keyed_hash("4242"), store.code_key()
    store.close()
    with reopened(store.folder) as again:
        assert (again.keyed_hash("4242"), again.code_key()) == first
    assert len(first[0]) == 32
    assert len(first[1]) == 32


# ------------------------------------------------------------------------------------------ drafts


def a_draft(**changes: object) -> Draft:
    """A basket of pieces and weights, with an undone edit and two tenders."""
    notebook = Product("9501101530003", Names("Notebook", "Quaderno", "Τετράδιο"), 250, "standard")
    apples = Product("2000001", Names("Apples"), 199, "reduced", "fruit", frozenset({Flag.WEIGHED}))
    basket = add(Basket(an_id(1), origin="17"), Addition(notebook, Quantity.pieces(2)))
    basket = add(basket, Addition(apples, Quantity.grams(452)))
    basket = remove(basket, 1)
    taken = (
        a_tender(no=1, tender="check", check=a_check()),
        a_tender(no=2, tender="credit", card=a_card_slip()),
    )
    draft = Draft(basket, "el", taken, rounding=-2)
    return replace(draft, **changes)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    "draft",
    [
        Draft(Basket(an_id(1)), "en"),
        a_draft(),
        a_draft(attempt=Attempt(an_id(3), 500, an_id(2)), doubtful=True),
        a_draft(slip="12"),
    ],
    ids=["empty", "full", "doubtful", "suspended"],
)
def test_a_draft_comes_back_as_it_was(draft: Draft) -> None:
    assert drafts.decode(drafts.encode(draft)) == draft


@pytest.mark.parametrize("body", [b"", b"{}", b'{"basket": 1}', b"\xff"])
def test_a_draft_that_cannot_be_read_is_a_fault(body: bytes) -> None:
    with pytest.raises(Fault) as caught:
        drafts.decode(body)
    assert caught.value.code == "draft.unreadable"


def test_the_open_basket_survives_a_restart(store: EmbeddedStore) -> None:
    draft = a_draft()
    with store.work() as work:
        work.save_draft(CURRENT, Draft(Basket(an_id(1)), "en"))
        work.save_draft(CURRENT, draft)
    store.close()
    with reopened(store.folder) as again:
        assert again.draft(CURRENT) == draft


def test_suspended_baskets_are_listed_oldest_first_without_the_open_one(
    store: EmbeddedStore, clock: FixedClock
) -> None:
    for slot in ("7", "3", CURRENT):
        with store.work() as work:
            work.save_draft(slot, a_draft(slip=slot))
        clock.advance(1_000)
    assert [draft.slip for draft in store.suspended()] == ["7", "3"]
    with store.work() as work:
        work.drop_draft("7")
    assert [draft.slip for draft in store.suspended()] == ["3"]
    assert store.draft("7") is None


def test_a_draft_is_no_fact(store: EmbeddedStore) -> None:
    with store.reading() as queries:
        before = queries.position()
    with store.work() as work:
        work.save_draft(CURRENT, a_draft())
    with store.reading() as queries:
        assert queries.position() == before
