"""Which page is on the screen and who is signed in; passes keys, typing and scans to that page.

Invariant: a basket outlives its page: whoever signs in next finds it as it was.
"""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from counter_app.domain.errors import CounterError, Refusal
from counter_app.domain.staff import Person
from counter_app.ui.flows.keyboard.key_map import KeyMap
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.events import Leave, Told
from counter_app.ui.flows.selling.parts import Note
from counter_app.ui.flows.signing_in import BadgeScanned, NotProved, Stopped
from counter_app.ui.flows.till_day import Failed, TillDay
from counter_app.ui.flows.views import Tone
from counter_app.ui.presenters import looks
from counter_app.ui.presenters.backing_up import BackupWatch
from counter_app.ui.presenters.desk import Desk
from counter_app.ui.presenters.inbox import InboxWatch
from counter_app.ui.presenters.looks import Looks
from counter_app.ui.presenters.page import PagePresenter
from counter_app.ui.presenters.recovering import Recovering
from counter_app.ui.presenters.screen import Screen, Sides
from counter_app.ui.presenters.selling import SellingPresenter
from counter_app.ui.presenters.signing_in import SignInPresenter
from counter_app.ui.presenters.switching import Switching
from counter_app.ui.presenters.till_day import TillPresenter
from counter_app.ui.scanner import MOST_WAITING
from counter_app.ui.senses.tones import Sound

_LEAVING = frozenset({Intent.LOCK, Intent.SWITCH})
_SAID = {
    Intent.TOUCH_KEYS: lambda now: Note(key=f"page.looks.touch_{'on' if now.touch else 'off'}"),
    Intent.VOLUME: lambda now: Note(key=f"page.sound.volume_{now.volume}"),
    Intent.MOTION: lambda now: Note(key=f"page.motion.{'still' if now.still else 'moving'}"),
}


class CounterPresenter(QObject):
    """The whole counter as the window sees it. `sides` are the pages that any page may open."""

    changed = Signal()
    dressed = Signal()
    busy = Signal(bool)
    sounded = Signal(str)  # Sound
    stepped = Signal(object)  # Stepped

    def __init__(self, desk: Desk, sides: Sides, *, opening_float: str = "") -> None:
        super().__init__()
        self._desk, self._screen = desk, Screen(desk, sides)
        self._screen.changed.connect(self.changed)
        self._float = opening_float
        self.looks = Looks(desk.use.store.founded().language)
        self._selling: SellingPresenter | None = None
        self._news: Note | None = None
        self._leaves_later: Intent | None = None  # asked for while a payment was under way
        self._counting = ""  # what was typed of a count that a lock interrupted
        self._switching = Switching(desk)
        self._switching.switched.connect(self._signed_in)
        self._switching.pin_wanted.connect(self._pin_wanted)
        self._switching.refused.connect(self._badge_refused)
        desk.keys.changed.connect(self._speak)
        self.inbox = InboxWatch(desk, self._is_idle, self._user)
        self.inbox.told.connect(self._tell)
        self.backups = BackupWatch(desk, self._is_idle, self._user)
        self.backups.told.connect(self._tell)
        self._recovering = Recovering(desk)
        self._recovering.changed.connect(self._recovery_changed)
        self._signed_out()
        self._recovering.run()

    @property
    def page(self) -> PagePresenter:
        """What is on the screen."""
        return self._screen.page

    @property
    def selling(self) -> SellingPresenter | None:
        """The selling page's presenter, once somebody sells."""
        return self._selling

    @property
    def person(self) -> Person | None:
        """Who is signed in."""
        return self._person

    @property
    def keys(self) -> KeyMap:
        """Which key asks for what, now."""
        return self._desk.keys.map

    def last_number(self) -> str:
        """The number of the newest receipt; empty before the first sale."""
        record = self._desk.use.store.last_sale()
        return record.sale.number if record else ""

    def ask(self, intent: Intent, value: str = "") -> None:
        """A key, a shortcut or a button."""
        if intent in looks.CHANGES:
            self._look(intent, value)
        elif self._screen.opens(intent):
            self._screen.open_side(intent, self.looks.language)
        elif intent is Intent.HELP and self._screen.page is self._sign_in:
            self._screen.open_side(Intent.KEYS, self.looks.language)
        elif intent in _LEAVING and self._person is not None:
            self._want_to_leave(intent)
        else:
            self._screen.page.ask(intent, value)

    def typed(self, text: str) -> None:
        """The page's one line holds this text."""
        self._screen.page.typed(text)

    def hear(self, event: object) -> None:
        """What the widgets of the page tell."""
        self._screen.page.hear(event)

    def scanned(self, code: str) -> None:
        """A code from the scanner, whatever page is on."""
        self._screen.close_side()
        badge = "" if self._screen.page is self._selling else self._switching.badge_in(code)
        if badge:
            self._switch(badge)
            return
        if self._screen.page is not self._selling:  # which sounds by itself; here nothing is sold
            self.sounded.emit(Sound.ERROR)
        self._screen.page.scanned(code)

    def scan_waits(self, code: str) -> None:
        """A code has to wait; a badge would change who is at the counter, so that is said."""
        self.sounded.emit(Sound.TICK)
        if self._switching.badge_in(code):
            self._tell(Note(key="page.sale.leave_waits"))

    def scan_bounced(self, code: str) -> None:
        """A code was read twice in one go and counted once: it is said, for it may be two."""
        if self._screen.page is self._selling:
            self._tell(Note(key="page.sale.bounced", values=(("code", code),)))

    def scan_refused(self, code: str) -> None:
        """A scan came while too many were waiting."""
        if self._screen.page is not self._selling:  # which sounds by itself
            self.sounded.emit(Sound.ERROR)
        self._tell(
            Note(error=Refusal("scan.queue_full", code=code, most=MOST_WAITING), tone=Tone.ERROR)
        )

    def follow(self, *, dark: bool | None = None, still: bool | None = None) -> None:
        """The system went light or dark, or wants less motion; followed until somebody chose."""
        followed = looks.followed(self.looks, dark=dark, still=still)
        if followed != self.looks:
            self.looks = followed
            self.dressed.emit()

    def say(self, note: Note) -> None:
        """Something about the machine, where it is read."""
        self._tell(note)

    def save(self) -> None:
        """Keep the basket, whatever happens next."""
        if self._selling is not None:
            self._selling.save()

    @property
    def attended(self) -> bool:
        """Whether there is nobody to sign out, or the counter works for somebody."""
        busy = self._selling is not None and self._selling.busy
        return self._person is None or busy or self._desk.tasks.under_way > 0

    def leave_alone(self) -> None:
        """Nobody was there for long: a basket waits behind the lock, the till stays open."""
        if self._person is not None:
            self._sign_out()

    def rest(self) -> None:
        """Begin nothing by itself any more."""
        self.inbox.rest()
        self.backups.rest()

    # ------------------------------------------------------------------------------- pages

    def _signed_out(self) -> None:
        self._language_chosen = False  # before signing in: then it goes before the person's own
        self._person: Person | None = None
        self._desk.keys.attended = False
        keeps = self._selling is not None and self._selling.holds_basket
        self._sign_in = SignInPresenter(self._desk, self.looks.language, keeps=keeps)
        self._sign_in.hear(Stopped(self._recovering.error, self._recovering.runs))
        self._sign_in.changed.connect(self.changed)
        self._sign_in.proved.connect(self._signed_in)
        self._sign_in.retried.connect(self._recovering.run)
        self._screen.turn_to(self._sign_in)

    def _signed_in(self, person: Person) -> None:
        self._person = person
        self._desk.keys.attended = True
        if not self._recovering.done:
            self._sign_out()
            return
        if self.looks.language != person.language and not self._language_chosen:
            self.looks = replace(self.looks, language=person.language)
            if self._selling is not None:
                self._selling.speak(person.language)
            self.dressed.emit()
        self._keep_count()
        if self._desk.use.run_till.session() is None:
            self._show_till(closing=False)
        elif self._counting:
            self._show_till(closing=True)
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
            self._selling.stepped.connect(self.stepped)
        else:
            self._selling.take_over(self._person)
        self._screen.turn_to(self._selling)
        note = self._recovering.take_note() or self._news
        if note is not None:
            self._tell(note)
        self.inbox.look()

    def _show_till(self, *, closing: bool) -> None:
        if self._person is None:
            return
        typed = self._counting if closing else self._float
        self._counting = ""
        state = TillDay(self._person, self._desk.shop.currency, closing, typed)
        till = TillPresenter(self._desk, self._person, self.looks.language, state)
        till.changed.connect(self.changed)
        till.opened.connect(self._sell)
        till.left.connect(self._till_left)
        self._screen.turn_to(till)

    def _till_left(self) -> None:
        if self._desk.use.run_till.session() is None:
            self._selling = None
            self._sign_out()
            self.backups.look()
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
        self._keep_count()
        self._signed_out()
        if person is not None:
            self._desk.tasks.command(partial(sign_in.sign_out, person), _nothing, self._failed)

    def _want_to_leave(self, intent: Intent) -> None:
        if self._selling is not None and self._selling.busy:
            self._leaves_later = intent
            self._tell(Note(key="page.sale.leave_waits"))
        elif self._screen.page is self._selling:
            self._screen.page.ask(intent, "")
        elif not self._closes_till():
            self._sign_out()

    def _switch(self, badge: str) -> None:
        person = self._person
        if person is not None and self._desk.use.store.badge_owner(badge) == person.number:
            self._tell(Note(key="page.sale.same_person"))
        elif not self._closes_till():
            self._switching.ask(badge)

    def _pin_wanted(self, badge: str, why: CounterError) -> None:
        if self._person is None:
            self._sign_in.hear(BadgeScanned(badge))
            return
        self._sign_out()
        self._sign_in.hear(BadgeScanned(badge))
        self._sign_in.hear(NotProved(why))

    def _badge_refused(self, error: CounterError) -> None:
        match self._screen.page:
            case SignInPresenter() as sign_in:
                sign_in.hear(NotProved(error))
            case TillPresenter() as till:
                till.hear(Failed(error))
            case _:
                self._failed(error)

    def _closes_till(self) -> bool:
        return isinstance(self._screen.page, TillPresenter) and self._screen.page.state.busy

    def _keep_count(self) -> None:
        """What was counted so far is not lost to a lock or another person."""
        page = self._screen.own_page
        if isinstance(page, TillPresenter) and page.state.closing and page.state.closed is None:
            self._counting = page.state.typed

    def _selling_changed(self) -> None:
        selling = self._selling
        if selling is not None:
            self.busy.emit(selling.busy)
        if self._screen.page is selling:
            self.changed.emit()
        if selling is not None and not selling.busy and self._leaves_later is not None:
            later, self._leaves_later = self._leaves_later, None
            self._want_to_leave(later)

    # ------------------------------------------------------------------------------- news

    def _recovery_changed(self) -> None:
        self._sign_in.hear(Stopped(self._recovering.error, self._recovering.runs))

    def _is_idle(self) -> bool:
        """Whether no customer waits for the counter."""
        selling = self._selling
        return selling is None or not (selling.holds_basket or selling.busy)

    def _user(self) -> str:
        return self._person.number if self._person is not None else ""

    def _tell(self, note: Note) -> None:
        """Say it where it is read: on the selling page, now or when somebody sells next."""
        selling = self._selling if self._screen.page is self._selling else None
        self._news = note if selling is None else None
        if selling is not None:
            selling.hear(Told(note))

    def _failed(self, error: CounterError) -> None:
        self._tell(Note(error=error, tone=Tone.ERROR))

    # ------------------------------------------------------------------------------- looks

    def _look(self, intent: Intent, value: str) -> None:
        self.looks = looks.changed(self.looks, intent, value)
        if intent is Intent.LANGUAGE:
            self._language_chosen = self._screen.own_page is self._sign_in
            self._speak()
        elif intent in _SAID:
            self._tell(_SAID[intent](self.looks))
        self.dressed.emit()

    def _speak(self) -> None:
        """Every page says everything anew: the language, or a key, is another."""
        for page in dict.fromkeys((self._selling, self._screen.own_page, self._screen.page)):
            if page is not None:
                page.speak(self.looks.language)


def _nothing(_: None) -> None:
    """Nothing to tell."""
