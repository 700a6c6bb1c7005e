"""A day that fills every read table: each kind of fact at least once, in a sensible order."""

from collections.abc import Iterable

from counter_app.domain import facts as f
from counter_app.domain import slips as s
from counter_app.domain.ages import AgeShown
from counter_app.storage.store import EmbeddedStore
from tests import builders as b


def live_a_day(store: EmbeddedStore) -> None:
    """Everything that can happen, once."""
    _append(store, morning())
    b.opened(store)
    _append(store, baskets())
    _sales(store)
    b.closed(store, counted=20_000)
    _append(store, backups())
    _append(store, [f.ClockStepped(before=1, after=900_000), f.SignedOut(number="101")])


def morning() -> Iterable[f.Fact]:
    """Publications, people, sign-ins, a card brought in."""
    yield f.Published(what="policy", id="p1", digest="ab" * 32, rows=3, content="{}")
    yield f.StaffChanged(number="101", name="Anna", role="associate", active=True, language="it")
    yield f.CredentialChanged(number="101", what="pin")
    yield f.SignInFailed(number="101", reason="wrong_pin", tries=2)
    yield f.SignedIn(number="101", by="badge")
    yield f.CardBroughtIn(stored="store_credit", card=b.CREDIT, last4="7777", amount=5_000)
    yield f.BalanceAsked(card=b.CREDIT, last4="7777", balance=5_000)


def backups() -> Iterable[f.Fact]:
    """A copy was made; another journal went on from it, where somebody took a basket over."""
    yield f.BackupMade(
        name="2026-11-02T120000Z", seq=3, hash="ab" * 32, digest="cd" * 32, size=4_096
    )
    yield f.StoreRestored(
        epoch=3, backup="2026-11-02T120000Z", seq=3, hash="ab" * 32, newest="000102030000017"
    )
    yield f.BasketTakenOver(basket=b.an_id(30), before="117", lines=2, total=500, next_line=4)


def baskets() -> Iterable[f.Fact]:
    """What happens to baskets and tenders before and beside a sale."""
    yield f.BasketSuspended(basket=b.an_id(7), slip="12", lines=2, total=500)
    yield f.BasketRecalled(basket=b.an_id(7), slip="12")
    yield f.BasketEnded(
        basket=b.an_id(7),
        how="refused",
        reason="line",
        lines=(b.a_line(reason="quantity"),),
        total=250,
        origin="basket-7",
    )
    yield f.TenderVoided(basket=b.an_id(7), tender="cash", amount=100, attempt=b.an_id(8))
    broken = s.RuleBroken(
        rule="check.limit", version=1, requirement="deny", numbers={"limit": "100.00"}
    )
    yield f.TenderRefused(
        basket=b.an_id(7), tender="check", amount=20_000, shadow=True, findings=(broken,)
    )
    yield f.AttemptStarted(attempt=b.an_id(20), basket=b.an_id(9), operation="pay", amount=3_000)
    yield f.AttemptSettled(
        attempt=b.an_id(20),
        outcome="approved",
        amount=3_000,
        tender="credit",
        reason="ok",
        card=b.a_card_slip(),
    )
    yield f.AttemptStarted(
        attempt=b.an_id(21),
        basket=b.an_id(9),
        operation="reverse",
        amount=3_000,
        reverses=b.an_id(20),
    )


def _sales(store: EmbeddedStore) -> None:
    """A sale by every tender, with a discount, a rounding and a card that is sold."""
    ages = (AgeShown(age=18, by="document"),)
    department = s.DepartmentSale(
        department="toys", scanned="4006381333931", reason="r", user="117"
    )
    b.sold(store, lines=(b.a_line(serial="SN-4711", department=department),), ages=ages)
    _mixed_sale(store)
    b.sold(
        store,
        lines=(b.a_reduced_line(1, 500, 98),),
        tenders=(b.a_tender(amount=400, given=500, change=100),),
        rounding=-2,
        change=100,
        customer="customer-1",
        origin="basket-1",
    )
    number = store.recent_sales(1)[0].sale.number
    corrected = f.CashCorrected(
        number=number, tender=1, given_before=500, given=450, change_before=100, change=50
    )
    _append(store, [f.ReceiptReprinted(number=number, paper="receipt", copy=1), corrected])


def _mixed_sale(store: EmbeddedStore) -> None:
    with store.work() as work:
        vault, digest = work.lock_away("111000025 000123456789")
        tenders = (
            b.a_tender(no=1, amount=1_000, given=1_000),
            b.a_tender(
                no=2,
                tender="check",
                amount=2_000,
                given=0,
                check=b.a_check(vault=vault, vault_digest=digest),
            ),
            b.a_tender(
                no=3,
                tender="credit",
                amount=3_000,
                given=0,
                attempt=b.an_id(20),
                card=b.a_card_slip(),
            ),
            b.a_tender(
                no=4,
                tender="store_credit",
                amount=4_000,
                given=0,
                stored=s.StoredSlip(card=b.CREDIT, last4="7777", balance=1_000),
            ),
        )
        lines = (b.a_line(), b.a_reduced_line(2, 4_848, 98), b.a_card_load(3, 5_000))
        work.append(b.next_sale(store, work, lines=lines, tenders=tenders), b.ASSOCIATE)


def _append(store: EmbeddedStore, facts: Iterable[f.Fact]) -> None:
    for fact in facts:
        with store.work() as work:
            work.append(fact, b.ASSOCIATE)
