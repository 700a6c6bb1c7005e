"""What nobody knows is resolved on a card: digits, taps and Enter, and no scan is ever lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.basket import Addition, add, hold, remove
from counter_app.domain.catalogue import Names, Quantity
from counter_app.domain.departments import (
    Department,
    DepartmentEntry,
    DepartmentPolicy,
    DepartmentReason,
)
from counter_app.domain.money import currency
from counter_app.services.look_up import FoundItem, NotFound
from counter_app.ui.flows.cards.department_parts import (
    DepartmentAsked,
    DepartmentsOpened,
    FoundAgain,
    LookAgain,
    OpenDepartments,
    RingDepartment,
)
from counter_app.ui.flows.cards.department_view import held_card
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import events as e
from counter_app.ui.flows.selling import holding, machine
from counter_app.ui.flows.selling import parts as p
from counter_app.ui.flows.shop import Shown
from counter_app.wording import Wording
from tests.ui.flows.selling.test_selling import (
    EVENTS,
    KETTLE,
    KNIFE,
    asked,
    empty,
    found,
    with_kettle,
)

CODE = "5449000000996"
TOYS = Department("toys", Names("Toys and games", "Giochi", "Παιχνίδια"), "standard")
FOOD = Department("food", Names("Food", "Cibo", "Τρόφιμα"), "reduced")
POLICY = DepartmentPolicy(
    (TOYS, FOOD),
    (
        DepartmentReason("new", Names("Not in the catalogue yet")),
        DepartmentReason("torn", Names("Code cannot be read")),
    ),
)


def unknown(code: str = CODE) -> e.LookedUp:
    return e.LookedUp(NotFound(code), code, typed=False)


def held(of: p.Selling | None = None, code: str = CODE) -> p.Selling:
    state, _ = machine.step(with_kettle() if of is None else of, unknown(code))
    return state


def open_card(of: p.Selling | None = None) -> p.Selling:
    state, effects = asked(held() if of is None else of, Intent.FINISH)
    (effect,) = effects
    assert isinstance(effect, OpenDepartments)
    state, _ = machine.step(state, DepartmentsOpened(effect.held, POLICY))
    return state


def card_of(state: p.Selling) -> DepartmentAsked:
    assert isinstance(state.card, DepartmentAsked)
    return state.card


def typed(state: p.Selling, *texts: str) -> p.Selling:
    for text in texts:
        state, effects = machine.step(state, e.Typed(text))
        assert effects == ()
    return state


def filled(price: str = "12.50") -> p.Selling:
    state = typed(open_card(), "1", "2")
    return machine.step(state, e.FieldTyped("price", price))[0]


@pytest.mark.parametrize("event", [e.Asked(Intent.FINISH), e.Entered(), e.Asked(Intent.DEPARTMENT)])
def test_f12_enter_and_ctrl_k_resolve_the_red_line(event: e.Event) -> None:
    state = held()
    no = state.draft.basket.held[0].no
    _, effects = machine.step(state, event)
    assert effects == (OpenDepartments(no),)


def test_of_several_red_lines_the_chosen_one_is_resolved() -> None:
    state = held(held(), "123456")
    first, second = state.draft.basket.held
    assert asked(state, Intent.DEPARTMENT)[1] == (OpenDepartments(second.no),)
    state, _ = machine.step(state, e.Chosen(str(first.no)))
    assert asked(state, Intent.DEPARTMENT)[1] == (OpenDepartments(first.no),)
    assert asked(state, Intent.REMOVE)[1] == (e.Change(e.Edit.DROP, first.no),)


def test_arrows_reach_the_red_lines_too() -> None:
    state = held()
    up, _ = asked(state, Intent.PREVIOUS)
    assert up.chosen == 1
    down, _ = asked(up, Intent.NEXT)
    assert down.chosen == state.draft.basket.held[0].no


def test_a_digit_chooses_department_then_reason_and_is_not_left_in_the_line() -> None:
    state = typed(open_card(), "2")
    assert (card_of(state).department, state.typed) == ("food", "")
    state = typed(state, "1")
    assert (card_of(state).reason, state.typed) == ("new", "")


def test_a_digit_that_stands_for_nothing_changes_nothing() -> None:
    for text in ("3", "9"):
        state = open_card()
        assert typed(state, text).card == state.card


def test_a_name_that_is_typed_is_looked_for_as_ever() -> None:
    state, effects = machine.step(typed(open_card(), "l"), e.Typed("lamp"))
    assert (state.typed, effects) == ("lamp", ())


@pytest.mark.parametrize("way", ["tap", "keys"])
def test_rows_are_chosen_by_tap_or_by_arrow_and_enter(way: str) -> None:
    state = open_card()
    if way == "tap":
        state, _ = machine.step(state, e.Opened("1"))
    else:
        state, _ = asked(state, Intent.NEXT)
        state, _ = machine.step(state, e.Entered())
    assert card_of(state).department == "food"


def test_the_name_is_proposed_in_the_language_of_the_receipt() -> None:
    italian = held()
    italian = replace(italian, draft=replace(italian.draft, language="it"))
    assert card_of(typed(open_card(italian), "1")).name == "Giochi"
    assert card_of(typed(open_card(), "1")).name == "Toys and games"


def test_what_was_typed_is_sold_with_code_department_reason_and_name() -> None:
    state = filled()
    state, _ = machine.step(state, e.FieldTyped("name", "Wooden train"))
    _, effects = machine.step(state, e.Entered())
    entry = DepartmentEntry(
        department="toys", price=1250, name="Wooden train", reason="torn", scanned=CODE
    )
    assert effects == (RingDepartment(entry, state.draft.basket.held[0].no),)
    assert asked(state, Intent.FINISH)[1] == effects


@pytest.mark.parametrize(
    ("price", "code"),
    [("", "department.price_wanted"), ("x", "money.not_an_amount"), ("1" * 9, "money.too_large")],
)
def test_a_price_that_is_none_is_said_and_the_card_stays(price: str, code: str) -> None:
    state, effects = machine.step(filled(price), e.Entered())
    assert effects == ()
    assert state.note.error is not None
    assert state.note.error.code == code
    assert card_of(state).price == price


def test_the_card_closes_when_its_line_is_sold() -> None:
    state = filled()
    basket = state.draft.basket
    sold = add(basket, Addition(KETTLE, merge=False), basket.held[0].no)
    state, _ = machine.step(state, e.Rung(replace(state.draft, basket=sold), state.bill, 3))
    assert state.card == p.Plain()
    assert state.chosen == 3


def test_the_card_closes_when_its_line_is_removed() -> None:
    state = filled()
    gone = remove(state.draft.basket, state.draft.basket.held[0].no)
    state, _ = machine.step(state, e.Rung(replace(state.draft, basket=gone), state.bill))
    assert state.card == p.Plain()


def test_a_scan_while_the_card_is_open_sells_and_the_red_line_stays() -> None:
    state, effects = machine.step(filled(), found(KETTLE))
    assert effects == (e.Ring(FoundItem(KETTLE)),)
    assert state.unknown == (CODE,)
    assert state.card == p.Plain()


def test_what_was_typed_before_a_scan_is_there_when_the_card_opens_again() -> None:
    state, _ = machine.step(filled("7.20"), found(KETTLE))
    assert card_of(open_card(state)).price == "7.20"
    other = held(state, "123456")
    assert card_of(open_card(other)).price == ""


def test_another_unknown_code_while_the_card_is_open_is_held_too() -> None:
    state, _ = machine.step(open_card(), unknown("123456"))
    assert state.unknown == (CODE, "123456")
    assert state.card == p.Plain()


def test_an_item_that_asks_while_the_card_is_open_asks_and_the_red_line_stays() -> None:
    state, _ = machine.step(open_card(), found(KNIFE))
    assert isinstance(state.card, p.ItemAsks)
    assert state.unknown == (CODE,)


def test_esc_goes_back_one_step_at_a_time_and_leaves_the_red_line() -> None:
    state = typed(open_card(), "1", "2")
    state, _ = asked(state, Intent.BACK)
    assert (card_of(state).department, card_of(state).reason) == ("toys", "")
    state, _ = asked(state, Intent.BACK)
    assert card_of(state).department == ""
    state, _ = asked(state, Intent.BACK)
    assert (state.card, state.unknown) == (p.Plain(), (CODE,))


def test_an_item_that_bears_no_code_gets_a_red_line_and_esc_takes_it_back() -> None:
    state, effects = asked(with_kettle(), Intent.DEPARTMENT)
    no = state.draft.basket.held[0].no
    assert effects == (OpenDepartments(no),)
    state, _ = machine.step(state, DepartmentsOpened(no, POLICY))
    assert (card_of(state).code, state.unknown) == ("", ("",))
    state, _ = asked(state, Intent.BACK)
    assert (state.card, state.unknown) == (p.Plain(), ())


def test_a_scan_puts_an_item_without_a_code_off_too() -> None:
    state, _ = asked(with_kettle(), Intent.DEPARTMENT)
    state, _ = machine.step(state, DepartmentsOpened(state.chosen, POLICY))
    state, _ = machine.step(state, found(KETTLE))
    assert state.unknown == ("",)


def test_a_typed_code_that_nobody_knows_is_sold_from_the_card_that_found_nothing() -> None:
    nothing = with_kettle(card=p.Finding("9520001000999"))
    state, _ = asked(nothing, Intent.DEPARTMENT)
    assert state.unknown == ("9520001000999",)
    state, _ = asked(with_kettle(card=p.Finding("wooden train")), Intent.DEPARTMENT)
    assert state.unknown == ("",)


def test_after_a_sale_the_item_belongs_to_the_next_customer() -> None:
    paid = with_kettle(paid=object())
    state, effects = asked(paid, Intent.DEPARTMENT)
    assert effects == (e.Plainly.BEGIN, OpenDepartments(0))
    state, _ = machine.step(state, e.Begun(empty().draft))
    state, _ = machine.step(state, DepartmentsOpened(0, POLICY))
    assert card_of(state).held == state.draft.basket.held[0].no
    assert state.draft.basket.lines == ()


def test_an_unknown_code_after_a_sale_belongs_to_the_next_customer() -> None:
    state, effects = machine.step(with_kettle(paid=object()), unknown())
    assert effects == (e.Plainly.BEGIN,)
    state, _ = machine.step(state, e.Begun(empty().draft))
    assert (state.unknown, state.draft.basket.lines) == ((CODE,), ())


def test_without_departments_it_is_said_and_nothing_is_lost() -> None:
    state = held()
    after, _ = machine.step(state, DepartmentsOpened(state.chosen, DepartmentPolicy()))
    assert after.note.error is not None
    assert after.note.error.code == "department.none_set_up"
    assert after.unknown == (CODE,)
    bare, _ = asked(with_kettle(), Intent.DEPARTMENT)
    after, _ = machine.step(bare, DepartmentsOpened(bare.chosen, DepartmentPolicy()))
    assert after.unknown == ()


def test_a_count_before_the_scan_is_kept_for_the_sale() -> None:
    state = held(with_kettle(typed="3*"))
    assert (state.draft.basket.held[0].quantity, state.typed) == (Quantity.pieces(3), "")


def test_looking_again_asks_for_the_code_of_the_chosen_red_line() -> None:
    state = held()
    assert asked(state, Intent.LOOK_AGAIN)[1] == (LookAgain(state.chosen, CODE),)
    after, effects = asked(with_kettle(), Intent.LOOK_AGAIN)
    assert effects == ()
    assert after.note.error is not None


def test_a_code_that_is_known_by_now_goes_the_way_of_any_code() -> None:
    state = held(with_kettle(typed="3*"))
    state, effects = machine.step(state, FoundAgain(state.chosen, FoundItem(KETTLE), CODE))
    assert state.unknown == ()
    assert effects == (e.Ring(FoundItem(KETTLE), Quantity.pieces(3)),)
    asking, _ = machine.step(held(), FoundAgain(2, FoundItem(KNIFE), CODE))
    assert isinstance(asking.card, p.ItemAsks)


def test_an_item_found_by_name_takes_the_place_of_the_red_line() -> None:
    state, effects = asked(held(with_kettle(typed="2*")), Intent.BY_NAME)
    assert isinstance(state.card, p.Finding)
    assert len(effects) == 2
    state = replace(state, card=replace(state.card, query="knife", results=(KETTLE,)))
    state, effects = machine.step(state, e.Entered())
    assert effects == (e.Ring(FoundItem(KETTLE), Quantity.pieces(2)),)
    assert state.unknown == ()


def test_an_item_found_by_f2_leaves_the_red_line_where_it_is() -> None:
    state, _ = asked(held(), Intent.FIND)
    assert isinstance(state.card, p.Finding)
    state = replace(state, card=replace(state.card, query="knife", results=(KETTLE,)))
    state, effects = machine.step(state, e.Entered())
    assert effects == (e.Ring(FoundItem(KETTLE)),)
    assert state.unknown == (CODE,)


def test_nothing_is_found_by_name_where_nothing_is_unknown() -> None:
    for state in (with_kettle(), held(with_kettle(paid=object()))):
        assert asked(state, Intent.BY_NAME)[0].note.error is not None


def test_an_answer_that_comes_too_late_changes_nothing() -> None:
    state = with_kettle()
    assert machine.step(state, FoundAgain(7, FoundItem(KETTLE), CODE)) == (state, ())
    assert machine.step(state, DepartmentsOpened(7, POLICY)) == (state, ())


def test_a_red_line_stays_chosen_while_more_is_scanned() -> None:
    state = held()
    no = state.chosen
    more = add(state.draft.basket, Addition(KNIFE))
    state, _ = machine.step(state, e.Rung(replace(state.draft, basket=more), state.bill, 3))
    assert state.chosen == no


def test_plus_and_minus_do_nothing_to_a_red_line() -> None:
    for intent in (Intent.MORE, Intent.LESS):
        after, effects = asked(held(), intent)
        assert effects == ()
        assert after.note.error is not None


# ---- what goes to the disk


def test_the_question_on_the_card_goes_to_the_disk_with_the_basket() -> None:
    state, _ = machine.step(with_kettle(), found(KNIFE))
    assert [one.code for one in holding.safe(state, state.draft).basket.held] == [KNIFE.code]
    assert state.draft.basket.held == ()
    assert holding.safe(with_kettle(), with_kettle().draft) == with_kettle().draft


def test_a_question_that_opens_or_ends_is_written_down_and_typing_is_not() -> None:
    plain = with_kettle()
    asking, _ = machine.step(plain, found(KNIFE))
    assert holding.to_keep(plain, asking)
    assert holding.to_keep(asking, plain)
    assert not holding.to_keep(asking, replace(asking, typed="1"))
    assert holding.to_keep(plain, held())


def test_a_question_asked_again_and_put_off_again_leaves_no_more_to_undo() -> None:
    state, _ = machine.step(with_kettle(), found(KNIFE))
    state, _ = machine.step(state, found(KETTLE))
    edits = len(state.draft.basket.done)
    for _ in range(3):
        state, _ = asked(state, Intent.FINISH)
        state, _ = machine.step(state, found(KETTLE))
    assert len(state.draft.basket.done) == edits
    assert [one.code for one in state.draft.basket.held] == [KNIFE.code]


def test_the_pieces_that_are_still_to_be_asked_about_are_those_that_are_put_off() -> None:
    asks = p.ItemAsks(p.Question.SERIAL, FoundItem(KNIFE, Quantity.pieces(3)), Quantity.pieces(2))
    state = holding.hold_item(with_kettle(), asks)
    assert state.draft.basket.held[0].item == Addition(KNIFE, Quantity.pieces(2))
    (back,) = state.unanswered
    assert (back.quantity, back.found.quantity) == (Quantity.pieces(2), None)


# ---- what is shown


@pytest.mark.parametrize("language", ["en", "it", "el"])
def test_every_step_of_the_card_has_its_words(language: str) -> None:
    shown = Shown(Wording(language), currency("EUR"))
    steps = [held(), open_card(), typed(open_card(), "1"), filled()]
    views = [card for state in steps if (card := held_card(state, shown)) is not None]
    assert len({view.key for view in views}) == 4
    assert [view.fields != () for view in views] == [False, False, False, True]
    for view in views:
        assert view.head is not None
        assert CODE in f"{view.head.title} {view.head.detail}"
    for view in views[1:3]:
        (section,) = view.sections
        assert [row.cap for row in section.rows] == ["1", "2"]


def test_the_unknown_code_offers_department_look_again_name_and_removal() -> None:
    shown = Shown(Wording("en"), currency("EUR"))
    card = held_card(held(), shown)
    assert card is not None
    keys = [key.intent for key in card.keys]
    assert keys == [Intent.DEPARTMENT, Intent.LOOK_AGAIN, Intent.BY_NAME, Intent.REMOVE]
    bare, _ = asked(with_kettle(), Intent.DEPARTMENT)
    card = held_card(bare, shown)
    assert card is not None
    assert Intent.LOOK_AGAIN not in [key.intent for key in card.keys]


MORE = st.one_of(
    EVENTS,
    st.builds(e.FieldTyped, st.sampled_from(["price", "name"]), st.text(max_size=4)),
    st.sampled_from(["1", "2", "3"]).map(e.Typed),
    st.just(DepartmentsOpened(2, POLICY)),
    st.just(unknown("123456")),
)


@given(st.lists(MORE, max_size=12))
def test_only_removing_it_ever_loses_an_unknown_code(events: list[e.Event]) -> None:
    state = held()
    for event in events:
        state, _ = machine.step(state, event)
        state = replace(state, busy=p.Busy.NO)
        assert CODE in state.unknown


def test_what_is_held_survives_the_hand_over_to_the_next_basket_once() -> None:
    draft = replace(empty().draft, basket=hold(empty().draft.basket, CODE))
    assert [one.code for one in holding.carried_over(held(), draft).basket.held] == [CODE, CODE]
