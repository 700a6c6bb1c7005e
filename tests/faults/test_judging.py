"""Each way in which a kill could cost somebody something is seen, and nothing else is."""

from tests.faults.judging import Found, Sold, Told, Verdict, judge

BREAD = Sold("b1", "001")
CARD = Sold("b2", "002", {"a1": 500})


def judged(
    found: Found,
    sales: dict[str, str] | None = None,
    kept: dict[str, int] | None = None,
) -> Verdict:
    return judge(Told(sales or {}, kept or {}), found)


def test_what_was_acknowledged_and_is_there_is_fine() -> None:
    found = Found(
        [BREAD, CARD],
        charged={"a1": 500, "a2": 70},
        draft="b3",
        draft_lines=2,
        draft_cards={"a2": 70},
    )
    told = {"b1": "001", "b2": "002"}
    assert judged(found, sales=told, kept={"b1": 3, "b3": 2}) == Verdict()


def test_an_acknowledged_sale_that_is_missing_is_lost() -> None:
    assert len(judged(Found([]), sales={"b1": "001"}).lost) == 1


def test_a_sale_under_another_number_is_lost() -> None:
    assert len(judged(Found([BREAD]), sales={"b1": "009"}).lost) == 1


def test_a_basket_with_fewer_lines_than_were_written_down_is_lost() -> None:
    found = Found([], draft="b3", draft_lines=1)
    assert len(judged(found, kept={"b3": 2}).lost) == 1


def test_a_basket_sold_twice_is_doubled() -> None:
    assert judged(Found([BREAD, Sold("b1", "003")])).doubled == ["b1 is there 2 times"]


def test_a_number_given_twice_is_doubled() -> None:
    assert judged(Found([BREAD, Sold("b9", "001")])).doubled == ["001 is there 2 times"]


def test_a_sold_basket_that_is_still_open_is_doubled() -> None:
    assert len(judged(Found([BREAD], draft="b1")).doubled) == 1


def test_a_charge_that_two_sales_hold_is_doubled() -> None:
    found = Found([CARD, Sold("b3", "003", {"a1": 500})], charged={"a1": 500})
    assert judged(found).doubled == ["a1 is there 2 times"]


def test_a_charge_that_nobody_holds_is_unbalanced() -> None:
    assert judged(Found([], charged={"a1": 500})).unbalanced == ["attempt a1: charged 500, held 0"]


def test_a_tender_that_was_never_charged_is_unbalanced() -> None:
    assert judged(Found([CARD])).unbalanced == ["attempt a1: charged 0, held 500"]


def test_a_charge_of_another_amount_is_unbalanced() -> None:
    assert len(judged(Found([CARD], charged={"a1": 501})).unbalanced) == 1


def test_what_verification_finds_is_unbalanced() -> None:
    assert judged(Found([], findings=["journal 7: chain.broken"])).unbalanced
