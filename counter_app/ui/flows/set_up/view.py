"""A set-up as it is seen: where one is, what is asked, and the keys at the foot.

Invariant: F12 always stands at the right with what it will do; back stays in its place.
"""

from typing import Final

from counter_app.domain.recovery_code import CHECK_DIGITS
from counter_app.services.found_store import Stage
from counter_app.ui.flows.keys import Intent, hint
from counter_app.ui.flows.set_up.pages import parts_of
from counter_app.ui.flows.set_up.parts import (
    STEPS,
    STOPPABLE,
    Busy,
    SettingUp,
    Step,
    Work,
    seen,
)
from counter_app.ui.flows.set_up.views import SetUpView, StepView
from counter_app.ui.flows.views import KeyKind, KeyView, PaymentRowView, StatusView
from counter_app.wording import Wording

_ICONS: Final = {
    Step.COUNTRY: "language",
    Step.STORE: "till",
    Step.MANAGER: "customer",
    Step.CATALOGUE: "price-tag",
    Step.PAPERS: "printer",
    Step.BACKUPS: "store-credit",
    Step.CHECK: "search",
    Step.SHEET: "lock",
    Step.DONE: "success",
}
_LISTED: Final = STEPS[:-1]


def set_up_view(state: SettingUp, wording: Wording, now: str) -> SetUpView:
    """The view of a state, at a time of day."""
    words, at = wording.words, state.step
    number = min(STEPS.index(at) + 1, len(_LISTED))
    name = words(f"page.set_up.step.{_LISTED[number - 1]}")
    return SetUpView(
        turn=state.turns,
        status=StatusView(words("page.set_up.title"), clock=now),
        steps=tuple(_step(state, one, wording) for one in _LISTED),
        progress=words("page.set_up.progress", number=number, of=len(_LISTED), name=name),
        icon=_ICONS[at],
        title=words(f"page.set_up.title.{at}"),
        how=words(f"page.set_up.how.{at}"),
        parts=parts_of(state, wording),
        keys=PaymentRowView((_back(state, wording), _keyboard(wording), _next(state, wording))),
        focus=_focus(state),
        waits=_waits(state.busy, wording) if state.busy else "",
    )


def _step(state: SettingUp, one: Step, wording: Wording) -> StepView:
    number, now = STEPS.index(one), STEPS.index(state.step)
    standing = "now" if number == now else "done" if number < now else "next"
    name = wording.words(f"page.set_up.step.{one}")
    spoken = wording.words(f"page.set_up.spoken.{standing}", number=number + 1, name=name)
    return StepView(str(number + 1), name, standing, spoken)


def _focus(state: SettingUp) -> str:
    """The first field with a mistake; none while somebody types, whom it would interrupt."""
    if not state.wrong or state.typing or state.busy is not None:
        return ""
    key = state.wrong[0].key
    return f"{key}.1" if key == "store.address" else key


def _back(state: SettingUp, wording: Wording) -> KeyView:
    busy = state.busy
    if busy is not None and busy.work in STOPPABLE:
        sub = wording.words("page.set_up.stopping") if busy.stopping else ""
        return KeyView(
            Intent.BACK, wording.words("page.set_up.stop"), "close", hint(Intent.BACK), sub,
            KeyKind.CONTROL, enabled=not busy.stopping,
        )  # fmt: skip
    first = state.step in {Step.COUNTRY, Step.DONE}
    return KeyView(
        Intent.BACK, wording.words("page.set_up.back"), "undo", hint(Intent.BACK),
        kind=KeyKind.CONTROL, enabled=not first and busy is None,
    )  # fmt: skip


def _keyboard(wording: Wording) -> KeyView:
    return KeyView(
        Intent.PAD, wording.words("page.set_up.keyboard"), "keyboard", kind=KeyKind.CONTROL
    )


def _next(state: SettingUp, wording: Wording) -> KeyView:
    text, sub, enabled = _what_next(state)
    return KeyView(
        Intent.FINISH,
        wording.words(f"page.set_up.next.{text}"),
        "chevron-right",
        hint(Intent.FINISH),
        wording.words(f"page.set_up.next.{sub}") if sub else "",
        KeyKind.PRIMARY,
        enabled=enabled and state.busy is None,
    )


def _what_next(state: SettingUp) -> tuple[str, str, bool]:
    """What F12 will do, the second line of its key, and whether it can be done now."""
    match state.step:
        case Step.CATALOGUE:
            return _next_of_catalogue(state)
        case Step.BACKUPS:
            return _next_of_backups(state), "", True
        case Step.CHECK:
            return "found", "", True
        case Step.SHEET:
            typed = "".join(state.text("sheet.digits").split())
            whole = len(typed) == CHECK_DIGITS
            return "finish", "" if whole else "digits_first", whole
        case Step.DONE:
            return "open", "", True
        case _:
            return "next", "", True


def _next_of_catalogue(state: SettingUp) -> tuple[str, str, bool]:
    if not state.text("catalogue.file").strip():
        return "no_catalogue", "", True
    if state.preview is None or not seen(state):
        return "look", "", True
    return ("leave_out" if state.preview.bad and state.preview.rows else "next"), "", True


def _next_of_backups(state: SettingUp) -> str:
    folder = state.text("backup.folder")
    if not folder.strip():
        return "no_backups"
    return "same_disk" if state.same_disk == folder else "next"


def _waits(busy: Busy, wording: Wording) -> str:
    """What is waited for, and how far it is as far as that is known."""
    key = f"page.set_up.waits.{busy.work}"
    if busy.work is Work.FOUNDING and busy.stage is not None:
        key = f"page.set_up.waits.{busy.stage}"
    text = wording.words(key)
    counts = busy.work is Work.READING or busy.stage is Stage.CATALOGUE
    if not counts or not busy.done:
        return text
    done = wording.number(busy.done)
    if busy.of is None:
        return wording.words("page.set_up.waits.done", what=text, done=done)
    of = wording.number(max(busy.of, busy.done))
    return wording.words("page.set_up.waits.done_of", what=text, done=done, of=of)
