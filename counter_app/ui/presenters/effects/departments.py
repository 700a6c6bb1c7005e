"""Carries out what selling without a code asks for: departments, the line, another look-up.

Invariant: what is refused changes nothing; the red line and what was typed stay as they are.
"""

from collections.abc import Callable

from counter_app.services.drafts import Draft
from counter_app.services.look_up import NotFound
from counter_app.ui.flows.cards.department_parts import (
    DepartmentsOpened,
    FoundAgain,
    LookAgain,
    OpenDepartments,
    RingDepartment,
)
from counter_app.ui.flows.selling.events import Event, Told
from counter_app.ui.flows.selling.parts import Note, Selling
from counter_app.ui.flows.views import Tone
from counter_app.ui.presenters.desk import Desk


class Departments:
    """The effects of the department card. `rung` takes a draft that changed."""

    def __init__(
        self, desk: Desk, rung: Callable[[Draft], None], dispatch: Callable[[Event], None]
    ) -> None:
        self._use = desk.use
        self._rung = rung
        self._dispatch = dispatch

    def run(self, effect: OpenDepartments | RingDepartment | LookAgain, state: Selling) -> None:
        """Do it now: all of it is quick."""
        match effect:
            case OpenDepartments(held=held):
                self._dispatch(DepartmentsOpened(held, self._use.departments.policy()))
            case RingDepartment(entry=entry, held=held):
                draft = self._use.departments.add(state.draft, entry, state.seller, held)
                self._rung(draft)
            case LookAgain(held=held, code=code):
                self._look_again(held, code)

    def _look_again(self, held: int, code: str) -> None:
        self._use.refresh_catalogue()
        found = self._use.look_up.scanned(code)
        if isinstance(found, NotFound):
            values = (("code", code),)
            self._dispatch(Told(Note(key="page.sale.still_unknown", values=values, tone=Tone.INFO)))
        else:
            self._dispatch(FoundAgain(held, found, code))
