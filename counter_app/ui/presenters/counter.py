"""Which page is on the screen and who is signed in; passes keys, typing and scans to that page.

Invariant: a basket outlives its page: whoever signs in next finds it as it was.
"""

from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QObject, Signal

from counter_app.domain.errors import CounterError, Refusal
from counter_app.domain.own_codes import BadgeCode, OwnKind, own_kind, read_own_code
from counter_app.domain.staff import Person
from counter_app.ui.flows import till_day
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling_events import (
    Asked,
    Chosen,
    Entered,
    FieldTyped,
    Leave,
    Opened,
    Scanned,
    Told,
    Typed,
)
from counter_app.ui.flows.selling_parts import Note
from counter_app.ui.flows.selling_view import SellingView
from counter_app.ui.flows.signing_in import (
    BadgeScanned,
    NumberTyped,
    PersonPicked,
    PinGiven,
    SignInView,
    SteppedBack,
    Stopped,
)
from counter_app.ui.flows.till_day import AmountTyped, TillDay, TillView
from counter_app.ui.flows.views import Tone
from counter_app.ui.presenters.desk import Desk
from counter_app.ui.presenters.inbox import InboxWatch
from counter_app.ui.presenters.recovering import Recovering
from counter_app.ui.presenters.selling import SellingPresenter
from counter_app.ui.presenters.signing_in import SignInPresenter
from counter_app.ui.presenters.till_day import TillPresenter
from counter_app.ui.scanner import MOST_WAITING
from counter_app.wording import LANGUAGES


class Page(Enum):
    """What is on the screen."""

    SIGN_IN = auto()
    TILL = auto()
    SELL = auto()


@dataclass(frozen=True, slots=True)
class Looks:
    """How the screen looks, beside what it shows. `chosen` stops it from following the system."""

    language: str
    dark: bool = False
    percent: int = 100
    chosen: bool = False


class CounterPresenter(QObject):
    """The whole counter as the window sees it."""

    changed = Signal()
    dressed = Signal()
    busy = Signal(bool)
    sounded = Signal(str)

    def __init__(self, desk: Desk, *, opening_float: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._float = opening_float
        self.looks = Looks(desk.use.store.founded().language)
        self.page = Page.SIGN_IN
        self._selling: SellingPresenter | None = None
        self._till: TillPresenter | None = None
        self._news: Note | None = None
        self._inbox = InboxWatch(desk, self._is_idle, self._user)
        self._inbox.told.connect(self._tell)
        self._recovering = Recovering(desk)
        self._recovering.changed.connect(self._recovery_changed)
        self._signed_out()
        self._recovering.run()

    def view(self) -> SignInView | TillView | SellingView:
        """What the page shows now."""
        if self.page is Page.SELL and self._selling is not None:
            return self._selling.view()
        if self.page is Page.TILL and self._till is not None:
            return self._till.view()
        return self._sign_in.view()

    @property
    def selling(self) -> SellingPresenter | None:
        """The selling page's presenter, once somebody sells."""
        return self._selling

    @property
    def person(self) -> Person | None:
        """Who is signed in."""
        return self._person

    def last_number(self) -> str:
        """The number of the newest receipt; empty before the first sale."""
        record = self._desk.use.store.last_sale()
        return record.sale.number if record else ""

    def ask(self, intent: Intent, value: str = "") -> None:
        """A key, a shortcut or a button."""
        if intent in _LOOKS:
            self._look(intent, value)
        elif self.page is Page.SELL and self._selling is not None:
            self._selling.dispatch(Asked(intent, value))
        elif self.page is Page.TILL and self._till is not None:
            self._till.dispatch(till_day.Asked(intent))
        elif intent is Intent.RETRY:
            self._recovering.run()
        elif intent is Intent.BACK:
            self._sign_in.dispatch(SteppedBack())

    def typed(self, text: str) -> None:
        """The page's one line holds this text."""
        if self.page is Page.SELL and self._selling is not None:
            self._selling.dispatch(Typed(text))
        elif self.page is Page.TILL and self._till is not None:
            self._till.dispatch(AmountTyped(text))
        else:
            self._sign_in.dispatch(NumberTyped(text))

    def entered(self) -> None:
        """Enter in a field."""
        if self.page is Page.SELL and self._selling is not None:
            self._selling.dispatch(Entered())
        elif self.page is Page.TILL:
            self.ask(Intent.FINISH)

    def field_typed(self, name: str, text: str) -> None:
        """A field of the card."""
        if self._selling is not None:
            self._selling.dispatch(FieldTyped(name, text))

    def chosen(self, key: str) -> None:
        """A line of the basket."""
        if self._selling is not None:
            self._selling.dispatch(Chosen(key))

    def opened(self, key: str) -> None:
        """A row of the card."""
        if self._selling is not None:
            self._selling.dispatch(Opened(key))

    def picked(self, number: str) -> None:
        """Somebody of the demo store."""
        self._sign_in.dispatch(PersonPicked(number))

    def pin(self, pin: str) -> None:
        """Six digits."""
        self._sign_in.dispatch(PinGiven(pin))

    def scanned(self, code: str) -> None:
        """A code from the scanner, whatever page is on."""
        if self.page is Page.SELL and self._selling is not None:
            self._selling.dispatch(Scanned(code))
        elif own_kind(code) is OwnKind.BADGE and self.page is Page.SIGN_IN:
            content = read_own_code(code, self._desk.use.store.code_key())
            if isinstance(content, BadgeCode):
                self._sign_in.dispatch(BadgeScanned(content.digits))

    def scan_bounced(self, code: str) -> None:
        """A code was read twice in one go and counted once: it is said, for it may be two."""
        if self.page is Page.SELL and self._selling is not None:
            values = (("code", code),)
            self._selling.dispatch(Told(Note(key="page.sale.bounced", values=values)))

    def scan_refused(self, code: str) -> None:
        """A scan came while too many were waiting."""
        self.sounded.emit("error")
        self._tell(
            Note(error=Refusal("scan.queue_full", code=code, most=MOST_WAITING), tone=Tone.ERROR)
        )

    def look_for_catalogue(self) -> None:
        """Take what was handed in, if nobody waits; done every few seconds by itself."""
        self._inbox.look()

    def follow(self, *, dark: bool) -> None:
        """The system went light or dark; followed until somebody chose."""
        if not self.looks.chosen and self.looks.dark != dark:
            self.looks = replace(self.looks, dark=dark)
            self.dressed.emit()

    def save(self) -> None:
        """Keep the basket, whatever happens next."""
        if self._selling is not None:
            self._selling.save()

    def rest(self) -> None:
        """Begin nothing by itself any more."""
        self._inbox.rest()

    # ------------------------------------------------------------------------------- pages

    def _signed_out(self) -> None:
        self._language_chosen = False  # before signing in: then it goes before the person's own
        self._person: Person | None = None
        keeps = self._selling is not None and self._selling.holds_basket
        self._sign_in = SignInPresenter(self._desk, self.looks.language, keeps=keeps)
        self._sign_in.dispatch(Stopped(self._recovering.error))
        self._sign_in.changed.connect(self.changed)
        self._sign_in.proved.connect(self._signed_in)
        self.page = Page.SIGN_IN
        self.changed.emit()

    def _signed_in(self, person: Person) -> None:
        self._person = person
        if not self._recovering.done:
            self._sign_out()
            return
        if self.looks.language != person.language and not self._language_chosen:
            self.looks = replace(self.looks, language=person.language)
            if self._selling is not None:
                self._selling.speak(person.language)
            self.dressed.emit()
        if self._desk.use.run_till.session() is None:
            self._show_till(closing=False)
        else:
            self._sell()

    def _sell(self) -> None:
        if self._person is None:
            return
        if self._selling is None:
            draft = self._recovering.take_draft()
            self._selling = SellingPresenter(self._desk, self._person, self.looks.language, draft)
            self._selling.changed.connect(self._selling_changed)
            self._selling.left.connect(self._leave)
            self._selling.display.connect(self.ask)
            self._selling.sounded.connect(self.sounded)
        else:
            self._selling.take_over(self._person)
        self.page = Page.SELL
        note = self._recovering.take_note() or self._news
        if note is not None:
            self._tell(note)
        self._inbox.look()
        self.changed.emit()

    def _show_till(self, *, closing: bool) -> None:
        if self._person is None:
            return
        typed = "" if closing else self._float
        state = TillDay(self._person, self._desk.shop.currency, closing, typed)
        self._till = TillPresenter(self._desk, self._person, self.looks.language, state)
        self._till.changed.connect(self.changed)
        self._till.opened.connect(self._sell)
        self._till.left.connect(self._till_left)
        self.page = Page.TILL
        self.changed.emit()

    def _till_left(self) -> None:
        if self._desk.use.run_till.session() is None:
            self._selling = None
            self._sign_out()
        else:
            self._sell()

    def _leave(self, leave: Leave) -> None:
        match leave.to:
            case Intent.TILL:
                self._show_till(closing=True)
            case Intent.SWITCH if leave.badge:
                self._switch(leave.badge)
            case _:
                self._sign_out()

    def _sign_out(self) -> None:
        person, sign_in = self._person, self._desk.use.sign_in
        self._signed_out()
        if person is not None:
            self._desk.tasks.command(partial(sign_in.sign_out, person), _nothing, self._failed)

    def _switch(self, badge: str) -> None:
        sign_in = self._desk.use.sign_in

        def needs_pin(error: CounterError) -> None:
            del error
            self._sign_out()
            self._sign_in.dispatch(BadgeScanned(badge))

        work = partial(sign_in.switch_by_badge, badge)
        self._desk.tasks.command(work, self._signed_in, needs_pin)

    def _selling_changed(self) -> None:
        if self._selling is not None:
            self.busy.emit(self._selling.busy)
        if self.page is Page.SELL:
            self.changed.emit()

    # ------------------------------------------------------------------------------- news

    def _recovery_changed(self) -> None:
        self._sign_in.dispatch(Stopped(self._recovering.error))

    def _is_idle(self) -> bool:
        """Whether no customer waits for the counter."""
        selling = self._selling
        return selling is None or not (selling.holds_basket or selling.busy)

    def _user(self) -> str:
        return self._person.number if self._person is not None else ""

    def _tell(self, note: Note) -> None:
        """Say it where it is read: on the selling page, now or when somebody sells next."""
        selling = self._selling if self.page is Page.SELL else None
        self._news = note if selling is None else None
        if selling is not None:
            selling.dispatch(Told(note))

    def _failed(self, error: CounterError) -> None:
        self._tell(Note(error=error, tone=Tone.ERROR))

    # ------------------------------------------------------------------------------- looks

    def _look(self, intent: Intent, value: str) -> None:
        match intent:
            case Intent.LANGUAGE:
                following = LANGUAGES[(LANGUAGES.index(self.looks.language) + 1) % len(LANGUAGES)]
                self._language_chosen = self.page is Page.SIGN_IN
                self._speak(value or following)
            case Intent.MODE:
                self.looks = replace(self.looks, dark=not self.looks.dark, chosen=True)
            case _:
                self.looks = replace(self.looks, percent=_next_size(self.looks.percent))
        self.dressed.emit()

    def _speak(self, language: str) -> None:
        self.looks = replace(self.looks, language=language)
        for presenter in (self._sign_in, self._till, self._selling):
            if presenter is not None:
                presenter.speak(language)


_LOOKS = frozenset({Intent.LANGUAGE, Intent.MODE, Intent.LARGER})
SIZES = (100, 125, 150, 200)


def _next_size(percent: int) -> int:
    return SIZES[(SIZES.index(percent) + 1) % len(SIZES)]


def _nothing(_: None) -> None:
    """Nothing to tell."""
