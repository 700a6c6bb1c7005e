"""Who is about to sign in, and what the PIN never does."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import Refusal
from counter_app.ui.flows import signing_in as flow
from counter_app.ui.flows.signing_in import SigningIn

PIN = "131860"


def test_a_number_and_six_digits_are_proved() -> None:
    state, _ = flow.step(SigningIn(), flow.NumberTyped("104"))
    state, effects = flow.step(state, flow.PinGiven(PIN))
    assert effects == (flow.Prove("104", "", PIN),)
    assert state.checking


def test_while_a_pin_is_compared_nothing_else_is_taken() -> None:
    state = SigningIn("104", checking=True)
    for event in (flow.NumberTyped("205"), flow.PinGiven(PIN), flow.PersonPicked("302")):
        assert flow.step(state, event) == (state, ())


def test_without_a_whole_number_or_pin_nothing_is_asked() -> None:
    assert flow.step(SigningIn("10"), flow.PinGiven(PIN))[1] == ()
    assert flow.step(SigningIn("104"), flow.PinGiven("1318"))[1] == ()


def test_a_badge_says_who_and_typing_a_number_forgets_it() -> None:
    state, _ = flow.step(SigningIn("104"), flow.BadgeScanned("5" * 16))
    assert flow.step(state, flow.PinGiven(PIN))[1] == (flow.Prove("", "5" * 16, PIN),)
    state, _ = flow.step(state, flow.NumberTyped("2"))
    assert state.badge == ""


def test_a_refusal_empties_the_pin_and_says_why() -> None:
    refused = Refusal("sign_in.wrong")
    state, _ = flow.step(SigningIn("104", checking=True), flow.NotProved(refused))
    assert (state.tries, state.wrong, state.checking) == (1, refused, False)
    assert flow.step(state, flow.NumberTyped("104"))[0].wrong is None


def test_picking_somebody_else_empties_the_pin_too() -> None:
    state, _ = flow.step(SigningIn("104"), flow.PersonPicked("205"))
    assert (state.number, state.tries) == ("205", 1)


@given(st.from_regex(r"\A\d{6}\Z"))
def test_the_pin_is_in_no_state(pin: str) -> None:
    state, _ = flow.step(SigningIn("000"), flow.PinGiven(pin))
    held = [getattr(state, field.name) for field in fields(state)]
    assert pin not in held
