"""Carries out what the selling flow asks for: look-ups at once, everything slow through the tasks.

Invariant: it is the only holder of the selling state; a look-up is painted before its draft is on
the disk, a payment only after.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from counter_app.domain.catalogue import Quantity
from counter_app.domain.errors import CounterError, Refusal
from counter_app.domain.staff import Person
from counter_app.services.catalogues.publish import CATALOGUE
from counter_app.services.drafts import Draft
from counter_app.ui.flows.cards.correcting_events import CorrectGiven
from counter_app.ui.flows.cards.department_parts import LookAgain, OpenDepartments, RingDepartment
from counter_app.ui.flows.cards.finding_events import (
    Checked,
    ListCategories,
    Search,
    Seek,
    StopSeeking,
)
from counter_app.ui.flows.cards.helping import logged
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import holding, machine
from counter_app.ui.flows.selling.announcing import Stepped
from counter_app.ui.flows.selling.bill import Bill, bill_of
from counter_app.ui.flows.selling.empty_states import without_catalogue
from counter_app.ui.flows.selling.events import (
    AskBalance,
    Asked,
    Begun,
    Change,
    Display,
    Edit,
    Effect,
    Event,
    FieldTyped,
    Hand,
    JudgeAge,
    JudgeSerial,
    Leave,
    LookedUp,
    LookUpCode,
    PayCard,
    PayCash,
    PayCheck,
    PayStored,
    Plainly,
    Recall,
    Ring,
    RingCard,
    Rung,
    Scanned,
    ShowReceipt,
    TakeBack,
    Told,
    Typed,
)
from counter_app.ui.flows.selling.parts import Busy, Note, Selling, VoidAsked
from counter_app.ui.flows.selling.sounding import sound_of
from counter_app.ui.flows.selling.view import Moments, SellingView, SellingViews
from counter_app.ui.flows.views import Tone
from counter_app.ui.presenters.desk import Desk
from counter_app.ui.presenters.effects.answering import Answering
from counter_app.ui.presenters.effects.correcting import Correcting
from counter_app.ui.presenters.effects.departments import Departments
from counter_app.ui.presenters.effects.finding import FindingThings
from counter_app.ui.presenters.effects.papers import PapersShown
from counter_app.ui.presenters.effects.paying import Paying
from counter_app.ui.presenters.lapsing import Lapsing
from counter_app.ui.presenters.loop import Loop
from counter_app.ui.senses.tones import Sound


class SellingPresenter(QObject):
    """One associate's selling page."""

    changed = Signal()
    left = Signal(object)  # Leave
    display = Signal(object)  # Intent
    sounded = Signal(str)  # Sound
    stepped = Signal(object)  # Stepped

    def __init__(self, desk: Desk, seller: Person, language: str, draft: Draft | None) -> None:
        super().__init__()
        self._desk = desk
        self._language = language
        self._receipts_in = desk.use.store.founded().language
        begun = draft or desk.use.sell.begin(self._receipts_in)
        self.state = Selling(seller, desk.shop.currency, begun, self._bill(begun))
        self._views = SellingViews(desk.shown(language), desk.shop)
        self._note_time = ""
        self._without_goods = True
        self._paying = Paying(desk, self._bill, self.hear, self._month_first)
        self._papers = PapersShown(desk, self.hear)
        self._finding = FindingThings(desk, self.hear, language)
        self._departments = Departments(desk, self._rung, self.hear)
        self._answering = Answering(desk, self.hear)
        self._correcting = Correcting(desk, self.hear)
        self._loop: Loop[Event, Effect] = Loop(self._step, self._run, self.changed.emit)
        self.lapsing = Lapsing(lambda: self.ask(Intent.BACK, ""))
        self._papers.list_waiting()

    def hear(self, event: Event) -> None:
        """What happened."""
        self._loop.dispatch(event)

    def ask(self, intent: Intent, value: str) -> None:
        """A key, a shortcut or a button."""
        self.hear(Asked(intent, value))

    def typed(self, text: str) -> None:
        """The scan line or the amount holds this text."""
        self.hear(Typed(text))

    def scanned(self, code: str) -> None:
        """A code from the scanner."""
        self.hear(Scanned(code))

    def view(self) -> SellingView:
        """What is to be seen now."""
        view = self._views.of(self.state, Moments(self._desk.now(), self._note_time))
        if self._without_goods:  # until the first catalogue; asked only as long
            self._without_goods = self._desk.use.store.published(CATALOGUE) is None
        return (
            without_catalogue(view, self._desk.shown(self._language))
            if self._without_goods
            else view
        )

    def speak(self, language: str) -> None:
        """Go on in another language."""
        self._language = self._finding.language = language
        self._views = SellingViews(self._desk.shown(language), self._desk.shop)
        self.changed.emit()

    def take_over(self, seller: Person) -> None:
        """Somebody else, or the same person again, goes on with the same basket."""
        before, use = self.state.seller.number, self._desk.use
        if self.holds_basket and seller.number != before:
            over = partial(use.take_over.run, self.state.draft, before, seller.number)
            self._desk.tasks.command(over, _nothing, self._fail)
        self.state = replace(self.state, seller=seller)
        self.changed.emit()

    @property
    def holds_basket(self) -> bool:
        """Whether a customer's basket is open."""
        state = self.state
        return bool(state.bill.lines or state.draft.basket.held) and state.paid is None

    @property
    def busy(self) -> bool:
        """Whether scans have to wait."""
        return self.state.busy is not Busy.NO

    def save(self) -> None:
        """Write the basket down here and now; for the moment before a crash ends the program."""
        if self.holds_basket and not self.busy:
            self._desk.use.sell.keep(holding.safe(self.state, self.state.draft))

    def _step(self, event: Event) -> tuple[Effect, ...]:
        before = self.state
        self.state, effects = machine.step(before, event)
        if holding.to_keep(before, self.state) and not isinstance(event, Rung):
            self.state = replace(self.state, bill=self._bill(self.state.draft))
            self._save(self.state.draft, _quietly)
        if self.state.note is not before.note:
            self._note_time = self._desk.now()
        self.state = logged(before, self.state, self._note_time)
        self.lapsing.look(asked=isinstance(self.state.card, VoidAsked))
        sound = sound_of(before, event, self.state)
        if sound is not None:
            self.sounded.emit(sound)
        self.stepped.emit(Stepped(before, event, self.state))
        return effects

    def _run(self, effect: Effect) -> None:
        try:
            self._at_once(effect)
        except CounterError as error:
            if isinstance(effect, LookUpCode):
                self.hear(Told(Note(error=error, tone=Tone.ERROR), unread=True))
            else:
                self._fail(error)

    def _at_once(self, effect: Effect) -> None:
        use = self._desk.use
        match effect:
            case LookUpCode(code=code, typed=typed):
                self.hear(LookedUp(use.look_up.scanned(code), code, typed))
            case Search() | ListCategories() | Checked() | Seek() | StopSeeking():
                self._finding.run(effect)
            case Ring(found=found, quantity=quantity, price=price, fresh=fresh):
                item = replace(found, price=price)
                self._rung(use.sell.add(self._draft(fresh=fresh), item, quantity))
            case RingCard(product=product, number=number, amount=amount, fresh=fresh):
                draft = self._draft(fresh=fresh)
                self._rung(use.sell.add_card(draft, product, number, amount))
            case JudgeAge() | JudgeSerial():
                self._answering.run(effect, self.state, month_first=self._month_first())
            case Change():
                self._rung(self._changed(effect))
            case OpenDepartments() | RingDepartment() | LookAgain():
                self._departments.run(effect, self.state)
            case _:
                self._elsewhere(effect)

    def _elsewhere(self, effect: Effect) -> None:
        match effect:
            case PayCash() | PayCard() | PayStored() | PayCheck() | TakeBack() | AskBalance():
                self._paying.run(effect, self.state)
            case ShowReceipt() | Hand():
                self._papers.run(effect, self.state)
            case CorrectGiven():
                self._correcting.run(effect, self.state)
            case Recall(slip=slip):
                self._recall(slip)
            case Leave():
                self.left.emit(effect)
            case Display(what=what):
                self.display.emit(what)
            case Plainly():
                self._plainly(effect)
            case _:
                pass

    def _plainly(self, effect: Plainly) -> None:
        match effect:
            case Plainly.BEGIN:
                self.hear(Begun(self._draft(fresh=True)))
            case Plainly.LIST_WAITING:
                self._papers.list_waiting()
            case Plainly.TODAY:
                today = self._desk.shown(self._language).wording.date(self._desk.use.terms.day())
                self.hear(FieldTyped("dated", today))
            case Plainly.SUSPEND:
                self._papers.suspend(self.state, lambda: self._draft(fresh=True))
            case Plainly.VOID:
                self._void()
            case Plainly.RESOLVE | Plainly.COMPLETE:
                self._paying.plainly(effect, self.state)

    def _draft(self, *, fresh: bool) -> Draft:
        return self._desk.use.sell.begin(self._receipts_in) if fresh else self.state.draft

    def _changed(self, effect: Change) -> Draft:
        sell, draft = self._desk.use.sell, self.state.draft
        match effect.edit:
            case Edit.UNDO:
                return sell.undo(draft)
            case Edit.REDO:
                return sell.redo(draft)
            case Edit.DROP:
                return sell.remove(draft, effect.no)
            case Edit.QUANTITY:
                line = draft.basket.line(effect.no)
                unit = line.quantity.unit
                thousandths = line.quantity.thousandths + effect.by
                quantity, seller = Quantity(thousandths, unit), self.state.seller
                return self._desk.use.departments.change_quantity(
                    draft, effect.no, quantity, seller
                )

    def _rung(self, draft: Draft) -> None:
        """Paint first, then write down."""
        line = _touched(self.state.draft, draft)
        self.hear(Rung(draft, self._bill(draft), line))
        self._save(draft, lambda: self.sounded.emit(Sound.STORED))

    def _save(self, draft: Draft, saved: Callable[[], None]) -> None:
        keep = partial(self._desk.use.sell.keep, holding.safe(self.state, draft))
        self._desk.tasks.save_draft(keep, saved, self._fail)

    def _recall(self, slip: str) -> None:
        use, number = self._desk.use, self.state.seller.number

        def done(draft: Draft) -> None:
            self.hear(Rung(draft, self._bill(draft), note=Note(key="page.sale.recalled")))
            self._papers.list_waiting()

        self._desk.tasks.command(lambda: use.sell.recall(slip, number), done, self._ended)

    def _void(self) -> None:
        use, draft, number = self._desk.use, self.state.draft, self.state.seller.number

        def done(_: None) -> None:
            self.hear(Begun(self._draft(fresh=True), voided=True))

        self._desk.tasks.command(lambda: use.sell.cancel(draft, number), done, self._ended)

    def _month_first(self) -> bool:
        return self._desk.wording(self._language).month_first

    def _bill(self, draft: Draft) -> Bill:
        sell = self._desk.use.sell
        return bill_of(draft, sell.priced(draft), sell.tendering(draft))

    def _fail(self, error: CounterError) -> None:
        tone = Tone.ERROR if not isinstance(error, Refusal) else Tone.INFO
        self.hear(Told(Note(error=error, tone=tone)))

    def _ended(self, error: CounterError) -> None:
        self.hear(Told(Note(error=error, tone=Tone.ERROR), done=True))


def _quietly() -> None:
    """Written down: nothing to tell."""


def _touched(before: Draft, after: Draft) -> int:
    """The line that the last change touched and left; 0 where it removed one."""
    old = {line.no: line for line in before.basket.lines}
    changed = [line.no for line in after.basket.lines if old.get(line.no) is not line]
    return changed[-1] if changed and before.basket.id == after.basket.id else _last(after)


def _last(draft: Draft) -> int:
    return draft.basket.lines[-1].no if draft.basket.lines else 0


def _nothing(_: None) -> None:
    """Nothing to tell."""
