"""Signing in as a screen machine: user number or badge, then the PIN, each taken at its last digit.

Invariant: a PIN is in no state and no view; it passes from its field to the use case once.
"""

from dataclasses import dataclass, replace

from counter_app.domain.errors import CounterError
from counter_app.domain.staff import NUMBER_DIGITS, PIN_DIGITS, Person
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.shop import Shop, Shown
from counter_app.ui.flows.status import status_view
from counter_app.ui.flows.typed import DIGITS
from counter_app.ui.flows.views import KeyKind, KeyView, StatusView


@dataclass(frozen=True, slots=True)
class DemoSecret:
    """Somebody of a demo store, with the PIN that its sign-in page shows."""

    person: Person
    pin: str


@dataclass(frozen=True, slots=True)
class SigningIn:
    """Who is about to sign in. `keeps` says that a basket waits behind the page."""

    number: str = ""
    badge: str = ""
    checking: bool = False
    keeps: bool = False
    wrong: CounterError | None = None
    tries: int = 0  # one more empties the PIN's field
    stopped: CounterError | None = None  # why nobody can sign in yet
    settling: bool = False  # what the last run left open is being settled


@dataclass(frozen=True, slots=True)
class NumberTyped:
    """The field of the user number holds this."""

    text: str


@dataclass(frozen=True, slots=True)
class PinGiven:
    """Six digits were given."""

    pin: str


@dataclass(frozen=True, slots=True)
class PersonPicked:
    """Somebody of the demo store was picked."""

    number: str


@dataclass(frozen=True, slots=True)
class BadgeScanned:
    """A badge; the PIN proves whose."""

    badge: str


@dataclass(frozen=True, slots=True)
class NotProved:
    """The sign-in was refused."""

    error: CounterError


@dataclass(frozen=True, slots=True)
class ScanRefused:
    """A code was scanned that is no badge; what is typed stays."""

    error: CounterError


@dataclass(frozen=True, slots=True)
class SteppedBack:
    """Esc, with no PIN in its field."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The start failed, so nobody can sign in; without an error it goes on, `settling` so far."""

    error: CounterError | None
    settling: bool = False


Event = (
    NumberTyped
    | PinGiven
    | PersonPicked
    | BadgeScanned
    | ScanRefused
    | NotProved
    | SteppedBack
    | Stopped
)


@dataclass(frozen=True, slots=True)
class Prove:
    """Compare a PIN."""

    number: str
    badge: str
    pin: str


Step = tuple[SigningIn, tuple[Prove, ...]]


def step(state: SigningIn, event: Event) -> Step:
    """The next state; while a PIN is being compared nothing else is taken."""
    if isinstance(event, NotProved):
        tries = state.tries + 1
        return replace(state, checking=False, wrong=event.error, tries=tries), ()
    if isinstance(event, Stopped):
        return replace(state, stopped=event.error, settling=event.settling), ()
    if state.checking:
        return state, ()
    if isinstance(event, ScanRefused):
        return replace(state, wrong=event.error), ()
    return _taken(state, event)


def _taken(state: SigningIn, event: Event) -> Step:
    fresh = replace(state, number="", badge="", wrong=None, tries=state.tries + 1)
    match event:
        case NumberTyped(text=text):
            digits = "".join(DIGITS.findall(text))
            return replace(state, number=digits, badge="", wrong=None), ()
        case PersonPicked(number=number):
            return replace(fresh, number=number), ()
        case BadgeScanned(badge=badge):
            return replace(fresh, badge=badge), ()
        case PinGiven() if state.stopped is not None:
            return replace(state, tries=state.tries + 1), ()
        case PinGiven(pin=pin):
            return _proving(state, pin)
        case _:
            return fresh, ()


def _proving(state: SigningIn, pin: str) -> Step:
    named = state.badge or len(state.number) == NUMBER_DIGITS
    if not named or len(pin) != PIN_DIGITS:
        return state, ()
    checking = replace(state, checking=True, wrong=None)
    return checking, (Prove(state.number, state.badge, pin),)


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person of the demo store."""

    number: str
    initials: str
    name: str
    role: str
    number_line: str
    pin_line: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Times:
    """The time of day, and the business day in words."""

    now: str
    day: str


@dataclass(frozen=True, slots=True)
class SignInView:
    """The sign-in page. `focus` is `number` or `pin`."""

    status: StatusView
    store: str
    how: str
    people: tuple[PersonView, ...]
    note: str
    day: str
    number: str
    name: str
    focus: str
    tries: int
    wrong: str
    finish: KeyView  # its intent is `retry` while the start has failed


def sign_in_view(
    state: SigningIn, shown: Shown, shop: Shop, people: tuple[DemoSecret, ...], times: Times
) -> SignInView:
    """The view of a state; `people` is empty unless the store is a demo."""
    words = shown.words
    named = bool(state.badge) or len(state.number) == NUMBER_DIGITS
    known = next((one.person for one in people if one.person.number == state.number), None)
    name = words("page.sign_in.badge") if state.badge else known.name if known else ""
    wrong = state.stopped or state.wrong
    return SignInView(
        status=status_view(shop, shown, times.now),
        store=shop.name,
        how=words(_how(state, people)),
        people=tuple(_person(one, state, shown) for one in people),
        note=words("page.sign_in.not_real") if not shop.live else "",
        day=times.day,
        number=state.number,
        name=name,
        focus="pin" if named else "number",
        tries=state.tries,
        wrong=shown.wording.refusal(wrong) if wrong else "",
        finish=_finish(state, shown, named=named),
    )


def _finish(state: SigningIn, shown: Shown, *, named: bool) -> KeyView:
    intent, text, sub = Intent.FINISH, "page.sign_in.title", "page.sign_in.how_finish"
    if state.checking:
        sub = "page.sign_in.checking"
    elif state.stopped is not None:
        intent, text, sub = Intent.RETRY, "page.sign_in.retry", "page.sign_in.recovering"
    return KeyView(
        intent,
        shown.words(text),
        hint=shown.hint(Intent.FINISH),
        sub=shown.words(sub),
        kind=KeyKind.PRIMARY,
        enabled=(named or intent is Intent.RETRY) and not state.checking,
    )


def _how(state: SigningIn, people: tuple[DemoSecret, ...]) -> str:
    if state.settling:
        return "page.sign_in.settling"
    if state.keeps:
        return "page.sign_in.keeps"
    return "page.sign_in.pick" if people else "page.sign_in.how"


def _person(one: DemoSecret, state: SigningIn, shown: Shown) -> PersonView:
    person = one.person
    return PersonView(
        person.number,
        person.initials,
        person.name,
        shown.words(f"role.{person.role.word}"),
        shown.words("page.sign_in.user", number=person.number),
        shown.words("page.sign_in.pin_of", pin=one.pin),
        chosen=person.number == state.number,
    )
