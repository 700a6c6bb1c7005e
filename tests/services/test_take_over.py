"""A basket that changes hands: who came, who was there, and from which line on."""

from counter_app.domain.facts import BasketTakenOver
from tests.counters import PAN, TOASTER, Desk


def test_who_takes_a_basket_over_is_written_down_with_what_was_in_it(desk: Desk) -> None:
    draft = desk.ring(TOASTER, PAN)
    desk.use.take_over.run(draft, "104", "117")
    (entry,) = [entry for entry in desk.entries() if isinstance(entry.data, BasketTakenOver)]
    assert entry.user == "117"
    assert entry.data == BasketTakenOver(
        basket=draft.basket.id, before="104", lines=2, total=4_280, next_line=3
    )


def test_an_empty_basket_and_the_same_person_take_nothing_over(desk: Desk) -> None:
    desk.use.take_over.run(desk.use.sell.begin("en"), "104", "117")
    desk.use.take_over.run(desk.ring(TOASTER), "104", "104")
    assert desk.facts(BasketTakenOver) == []
