"""Papers leave the counter: originals, copies that say so, slips and closings."""

from pathlib import Path

import pytest

from counter_app.domain.errors import Fault
from counter_app.domain.facts import ReceiptReprinted
from counter_app.domain.own_codes import ReceiptCode, SlipCode, read_own_code
from counter_app.services.ports import ClosingPaper, Paper, SlipPaper
from tests.counters import EMMA, TOASTER, Desk
from tests.refusals import refused
from tests.services.conftest import DeskMaker


def sold(desk: Desk) -> str:
    return desk.use.take_payment.settle_in_cash(desk.ring(TOASTER), 5_000, EMMA).sale.number


def last_paper(desk: Desk) -> Paper:
    paper = desk.papers.made[-1]
    assert isinstance(paper, Paper)
    return paper


def test_a_receipt_is_made_from_the_journal_and_filed(desk: Desk) -> None:
    number = sold(desk)
    handed = desk.use.hand_over.receipt(number)
    paper = last_paper(desk)
    assert paper.record.sale.number == number
    assert (paper.copy, paper.reprinted, paper.gift) == (0, 0, False)
    assert (paper.seller, paper.language) == ("104", "en")
    assert Path(handed.place).read_bytes() == handed.pdf
    assert handed.name == f"receipt-{number}"


def test_the_code_on_a_receipt_opens_that_receipt(desk: Desk) -> None:
    number = sold(desk)
    desk.use.hand_over.preview(number)
    code = last_paper(desk).code
    read = read_own_code(code, desk.counter.store.code_key())
    assert isinstance(read, ReceiptCode)
    assert read.number.digits == number


def test_a_preview_writes_nothing(desk: Desk) -> None:
    number = sold(desk)
    before = len(desk.entries())
    handed = desk.use.hand_over.preview(number)
    assert handed.place == ""
    assert len(desk.entries()) == before


def test_a_reprint_says_which_copy_it_is_when_and_is_an_entry_first(desk: Desk) -> None:
    number = sold(desk)
    desk.clock.advance(120_000)
    for copy in (1, 2):
        handed = desk.use.hand_over.reprint(number, EMMA.number)
        paper = last_paper(desk)
        assert paper.copy == copy
        assert paper.reprinted == desk.clock.wall()
        assert paper.reprinted == desk.entries()[-1].wall
        assert handed.name == f"receipt-{number}-copy-{copy}"
    copies = desk.facts(ReceiptReprinted)
    assert [fact.copy for fact in copies if isinstance(fact, ReceiptReprinted)] == [1, 2]


def test_a_gift_receipt_is_said_to_be_one(desk: Desk) -> None:
    number = sold(desk)
    desk.use.hand_over.receipt(number, gift=True, language="el")
    assert (last_paper(desk).gift, last_paper(desk).language) == (True, "el")


def test_the_first_gift_receipt_is_no_copy_and_the_next_one_is(desk: Desk) -> None:
    number = sold(desk)
    desk.use.hand_over.reprint(number, EMMA.number)
    for copy in (0, 1):
        desk.use.hand_over.reprint(number, EMMA.number, gift=True)
        assert (last_paper(desk).gift, last_paper(desk).copy) == (True, copy)
    told = [fact for fact in desk.facts(ReceiptReprinted) if isinstance(fact, ReceiptReprinted)]
    papers = [(fact.paper, fact.copy) for fact in told]
    assert papers == [("receipt", 1), ("gift_receipt", 0), ("gift_receipt", 1)]


def test_a_printer_that_fails_loses_no_sale_and_the_next_copy_counts_on(
    make_desk: DeskMaker,
) -> None:
    class Jammed:
        def print(self, name: str, pdf: bytes) -> str:
            raise Fault("printer.folder", folder=name, reason=str(len(pdf)))

    desk = make_desk(printer=Jammed())
    number = sold(desk)
    for copy in (1, 2):
        with pytest.raises(Fault):
            desk.use.hand_over.reprint(number, EMMA.number)
        record = desk.counter.store.sale(number)
        assert record is not None
        assert record.copies == copy


def test_a_receipt_nobody_has_is_not_printed(desk: Desk) -> None:
    before = len(desk.entries())
    with refused("receipt.unknown"):
        desk.use.hand_over.receipt("000101010009999")
    with refused("receipt.unknown"):
        desk.use.hand_over.reprint("000101010009999", EMMA.number)
    assert len(desk.entries()) == before


def test_a_hold_slip_brings_its_basket_back(desk: Desk) -> None:
    suspended = desk.use.sell.suspend(desk.ring(TOASTER), EMMA.number)
    desk.use.hand_over.hold_slip(suspended, desk.clock.wall(), "it")
    paper = desk.papers.made[-1]
    assert isinstance(paper, SlipPaper)
    assert (paper.lines, paper.total, paper.language) == (1, 2490, "it")
    read = read_own_code(paper.code, desk.counter.store.code_key())
    assert read == SlipCode(suspended.slip)


def test_a_closing_is_printed_with_its_signature(desk: Desk) -> None:
    closed = desk.use.run_till.close(15_000, EMMA.number)
    handed = desk.use.hand_over.closing(closed.entry, "el")
    paper = desk.papers.made[-1]
    assert isinstance(paper, ClosingPaper)
    assert handed.name == "z-00001"
    assert (paper.hash, paper.signature) == desk.counter.store.proof(closed.entry.seq)
    with refused("receipt.not_a_closing"):
        desk.use.hand_over.closing(desk.entries()[0], "el")


def test_pages_are_shown_as_pictures(desk: Desk) -> None:
    assert desk.use.hand_over.images(b"paper", 1.5) == [b"paper", b"1.5"]
