from dataclasses import replace

import pytest

from counter_app.domain.facts import CashCorrected
from counter_app.domain.slips import CardSlip, TenderTaken
from tests.documents import samples as s
from tests.documents.reading import rows_of, text_of


def paid(*tenders: TenderTaken, language: str = "en", rounding: int = 0) -> list[str]:
    """The rows of a receipt from the total down to the codes."""
    rows = rows_of(s.papers().receipt(s.paper(s.sale(s.LINES, tenders, rounding), language)))
    start = next(place for place, row in enumerate(rows) if row.endswith(" EUR"))
    return rows[start + 2 : next(p for p, row in enumerate(rows) if row.startswith("9100"))]


CREDIT, DEBIT, CHECK, GIFT, STORE_CREDIT, CASH = s.every_tender()


def test_exact_cash_is_one_row() -> None:
    assert paid(s.cash(1, 9592)) == ["Cash 95.92"]


def test_cash_given_and_change_are_both_said() -> None:
    assert paid(s.cash(1, 9592, 408)) == ["Cash given 100.00", "Change 4.08"]


def test_the_cash_rounding_has_its_own_row() -> None:
    assert paid(s.cash(1, 9590), rounding=-2) == ["Cash rounding -0.02", "Cash 95.90"]


def test_a_card_shows_what_its_payment_needs_as_proof() -> None:
    text = " ".join(paid(CREDIT))
    assert text.startswith("Credit card ****4242 30.00 ")
    fields = [
        "VISA CREDIT",
        "contactless",
        "verified on the device",
        "AID A0000000031010",
        "auth 018442",
        "card seq. 01",
        "terminal TID00012",
        "merchant MID4471",
        "ref. 000482",
        "result APPROVED",
    ]
    assert [field for field in fields if field not in text] == []


def test_a_card_signs_only_where_the_terminal_asks_for_it() -> None:
    assert "Cardholder's signature" in paid(DEBIT)
    assert "Cardholder's signature" not in paid(CREDIT)


@pytest.mark.parametrize("entry", ["chip", "contactless", "swipe", "keyed"])
@pytest.mark.parametrize("language", ["en", "it", "el"])
def test_each_way_to_read_a_card_has_words(entry: str, language: str) -> None:
    assert CREDIT.card is not None
    card = replace(CREDIT, card=replace(CREDIT.card, entry=entry))
    assert "card.entry" not in " ".join(paid(card, language=language))


@pytest.mark.parametrize("cvm", ["pin", "signature", "device", "none"])
@pytest.mark.parametrize("language", ["en", "it", "el"])
def test_each_way_to_verify_a_cardholder_has_words(cvm: str, language: str) -> None:
    assert CREDIT.card is not None
    card = replace(CREDIT, card=replace(CREDIT.card, cvm=cvm))
    assert "card.cvm" not in " ".join(paid(card, language=language))


def test_a_card_of_which_the_terminal_says_little_is_still_one_row() -> None:
    bare = TenderTaken(no=1, tender="debit", amount=9592, card=CardSlip(last4="0044"))
    assert paid(bare) == ["Debit card ****0044 95.92"]


def test_a_check_shows_its_last_four_and_number() -> None:
    assert paid(CHECK) == ["Check ****9012, no. 1047 12.00"]


def test_a_card_of_the_shop_shows_what_is_left_on_it() -> None:
    assert paid(GIFT, STORE_CREDIT) == [
        "Gift card ****5561 10.00",
        "Balance left 7.30",
        "Store credit ****7702 5.00",
        "Balance left 0.00",
    ]


def test_a_split_payment_lists_each_tender_and_the_change_last() -> None:
    rows = paid(*s.every_tender(), language="it")
    amounts = [row.rpartition(" ")[2] for row in rows if row.startswith(TENDERS)]
    assert amounts == ["30,00", "15,00", "12,00", "10,00", "5,00", "20,00"]
    assert rows[-2:] == ["Resto 10,25", "Questo scontrino non è il documento fiscale."]


TENDERS = ("Carta", "Assegno", "Credito", "Contanti")


def test_money_paid_back_keeps_its_sign() -> None:
    assert paid(TenderTaken(no=1, tender="cash", amount=-2490, given=-2490)) == ["Cash -24.90"]


def test_no_number_that_could_pay_again_is_on_the_paper() -> None:
    text = text_of(s.papers().receipt(s.paper(s.sale(tenders=s.every_tender()))))
    assert CHECK.check is not None
    assert GIFT.stored is not None
    for secret in (CHECK.check.account, CHECK.check.routing, GIFT.stored.card, s.SLIP.token):
        assert secret not in text


def test_a_copy_of_a_sale_whose_cash_was_corrected_says_so() -> None:
    sale = s.sale(s.LINES, (s.cash(1, 9592, 408),))
    paper = s.paper(sale)
    correction = CashCorrected(
        number=sale.number,
        tender=1,
        given_before=20_000,
        given=10_000,
        change_before=10_408,
        change=408,
    )
    corrected = replace(paper, record=replace(paper.record, correction=correction))
    rows = rows_of(s.papers().receipt(corrected))
    place = rows.index("Change 4.08")
    assert rows[place - 1 : place + 2] == [
        "Cash given 100.00",
        "Change 4.08",
        "Cash given and change corrected",
    ]
    assert "Cash given and change corrected" not in rows_of(s.papers().receipt(paper))
