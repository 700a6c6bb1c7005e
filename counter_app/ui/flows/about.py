"""About this counter as a screen machine: what it is, and a report that is shown, then saved.

Invariant: nothing is saved that was not on the screen.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from counter_app.domain.errors import CounterError
from counter_app.services.program.about import AboutFacts
from counter_app.services.program.libraries import Library
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.parts import Note
from counter_app.ui.flows.shop import Shop, Shown
from counter_app.ui.flows.status import message_view, status_view
from counter_app.ui.flows.views import (
    KeyKind,
    KeyView,
    MessageView,
    PaymentRowView,
    RowState,
    RowView,
    StatusView,
    Tone,
)

_BUNDLED = (
    Library("Noto Sans", "", "SIL Open Font License 1.1"),
    Library("Counter", "", "Apache-2.0"),
)


@dataclass(frozen=True, slots=True)
class Looking:
    """What is known so far; `report` is the text that is shown, empty before it was asked for."""

    facts: AboutFacts | None = None
    report: str = ""
    busy: bool = False
    saved: bool = False
    note: Note = field(default_factory=Note)


@dataclass(frozen=True, slots=True)
class Known:
    """The facts were read."""

    facts: AboutFacts


@dataclass(frozen=True, slots=True)
class Written:
    """A report was made; it is not saved yet."""

    text: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The report lies in this file."""

    path: str


@dataclass(frozen=True, slots=True)
class Failed:
    """It could not be read or saved."""

    error: CounterError


@dataclass(frozen=True, slots=True)
class Asked:
    """A key of the page."""

    intent: Intent


Event = Known | Written | Saved | Failed | Asked


@dataclass(frozen=True, slots=True)
class Write:
    """Make a report."""


@dataclass(frozen=True, slots=True)
class Save:
    """Save the report that is shown."""

    text: str


@dataclass(frozen=True, slots=True)
class GoBack:
    """Leave the page."""


Effect = Write | Save | GoBack
Step = tuple[Looking, tuple[Effect, ...]]


def step(state: Looking, event: Event) -> Step:
    """The next state and what is to be done; Esc always leads back."""
    match event:
        case Known(facts=facts):
            return replace(state, facts=facts), ()
        case Written(text=text):
            return replace(state, report=text, busy=False, saved=False, note=Note()), ()
        case Saved(path=path):
            note = Note(key="page.about.saved", values=(("file", path),), tone=Tone.SUCCESS)
            return replace(state, busy=False, saved=True, note=note), ()
        case Failed(error=error):
            return replace(state, busy=False, note=Note(error=error, tone=Tone.ERROR)), ()
        case Asked(intent=intent):
            return _asked(state, intent)


def _asked(state: Looking, intent: Intent) -> Step:
    if intent is Intent.BACK or (intent is Intent.FINISH and state.saved):
        return _back(state, all_the_way=intent is Intent.FINISH)
    if intent is not Intent.FINISH or state.busy:
        return state, ()
    effect = Save(state.report) if state.report else Write()
    return replace(state, busy=True, note=Note()), (effect,)


def _back(state: Looking, *, all_the_way: bool) -> Step:
    if all_the_way or not state.report:
        return state, (GoBack(),)
    return replace(state, report="", busy=False, saved=False, note=Note()), ()


# -------------------------------------------------------------------------------------- view


@dataclass(frozen=True, slots=True)
class AboutView:
    """The page: what it is at the left, licences or the report at the right."""

    status: StatusView
    title: str
    rows: tuple[RowView, ...]
    right: str
    how: str
    libraries: tuple[RowView, ...]
    report: str
    message: MessageView
    keys: PaymentRowView


def about_view(state: Looking, shown: Shown, shop: Shop, now: str) -> AboutView:
    """The view of a state."""
    words, place = shown.words, "report" if state.report else "licences"
    return AboutView(
        status=status_view(shop, shown, now),
        title=words("page.about.title"),
        rows=_rows(state.facts, shown, shop),
        right=words(f"page.about.{place}"),
        how=words(f"page.about.{place}_how"),
        libraries=() if state.report else _libraries(state.facts, shown),
        report=state.report,
        message=message_view(state.note, shown, now if state.note.error else ""),
        keys=_keys(state, shown),
    )


def _rows(facts: AboutFacts | None, shown: Shown, shop: Shop) -> tuple[RowView, ...]:
    words = shown.words
    if facts is None:
        return (RowView("reading", words("page.about.reading")),)
    built, places, none = facts.built, facts.places, words("page.about.none")
    backups = facts.backups
    newest = _when(backups.newest, shown)
    return (
        _caption("program", shown),
        _row("version", facts.program, shown),
        _row("schema", str(built.schema), shown),
        _row("fold", str(built.fold), shown),
        _row("database", built.database, shown),
        _caption("store", shown),
        _row("store_number", f"{shop.store:04}", shown),
        _row("lane", f"{shop.lane:02}", shown),
        _row("kind", words(f"page.about.kind.{shop.kind}"), shown),
        _caption("places", shown),
        _place("folder", str(places.store), shown),
        _place("papers", str(places.papers or none), shown),
        _place("backups", str(backups.folder or words("page.about.no_backups")), shown),
        _row("backup", newest, shown),
        _place("log", str(places.log or none), shown),
    )


def _when(moment: datetime | None, shown: Shown) -> str:
    if moment is None:
        return shown.words("page.about.no_backup")
    return shown.wording.date_time(moment.astimezone())


def _caption(name: str, shown: Shown) -> RowView:
    return RowView(f"caption.{name}", shown.words(f"page.about.{name}"), state=RowState.CAPTION)


def _row(name: str, value: str, shown: Shown) -> RowView:
    return RowView(name, shown.words(f"page.about.row.{name}"), figure=value)


def _place(name: str, value: str, shown: Shown) -> RowView:
    """A folder is long: it stands in the second line."""
    return RowView(name, shown.words(f"page.about.row.{name}"), value)


def _libraries(facts: AboutFacts | None, shown: Shown) -> tuple[RowView, ...]:
    if facts is None:
        return ()
    words = shown.words
    font, counter = _BUNDLED
    bundled = (
        RowView("counter", words("page.about.counter"), counter.licence, facts.program),
        RowView("font", font.name, font.licence),
        RowView("icons", words("page.about.icons"), counter.licence),
    )
    return (*bundled, *(_library(one, shown) for one in facts.libraries))


def _library(one: Library, shown: Shown) -> RowView:
    licence = one.licence or shown.words("page.about.no_licence")
    missing = shown.words("page.about.not_installed")
    return RowView(f"library.{one.name}", one.name, licence, one.version or missing)


def _keys(state: Looking, shown: Shown) -> PaymentRowView:
    words, hint = shown.words, shown.hint
    back = "page.about.close_report" if state.report else "page.about.back"
    finish = "page.about.report_key"
    if state.report:
        finish = "page.about.done" if state.saved else "page.about.save"
    sub = words("page.about.busy") if state.busy else ""
    return PaymentRowView(
        (
            KeyView(Intent.BACK, words(back), "close", hint(Intent.BACK), kind=KeyKind.CONTROL),
            KeyView(
                Intent.FINISH,
                words(finish),
                "tick" if state.report else "incident",
                hint(Intent.FINISH),
                sub,
                KeyKind.PRIMARY,
                not state.busy,
            ),
        )
    )
