"""The first thing a start does: settle what a kill left open and find the basket that was open.

Invariant: the basket is handed over once, and until a recovery succeeded there is nothing to sell
into, for the first draft of a new basket would take the place of the one on the disk.
"""

from PySide6.QtCore import QObject, Signal

from counter_app.domain.errors import CounterError
from counter_app.services.drafts import Draft
from counter_app.services.recover import Recovered
from counter_app.ui.flows.selling.parts import Note
from counter_app.ui.flows.views import Tone
from counter_app.ui.presenters.desk import Desk


class Recovering(QObject):
    """Runs the recovery on the writer, again when asked to. `error` is what stopped it last."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._draft: Draft | None = None
        self._note: Note | None = None
        self.done = False
        self.error: CounterError | None = None

    @property
    def runs(self) -> bool:
        """Whether it is still under way."""
        return not self.done and self.error is None

    def run(self) -> None:
        """Begin, or try once more."""
        self.error = None
        self._desk.tasks.command(self._desk.use.recover.run, self._found, self._failed)
        self.changed.emit()

    def take_draft(self) -> Draft | None:
        """The basket that was open when the program ended; the next time it is nobody's."""
        draft, self._draft = self._draft, None
        return draft

    def take_note(self) -> Note | None:
        """What there is to tell, once."""
        note, self._note = self._note, None
        return note

    def _found(self, recovered: Recovered) -> None:
        self.done, self._draft = True, recovered.draft
        if recovered.in_doubt:
            count = (("count", str(recovered.in_doubt)),)
            self._note = Note(key="page.sale.in_doubt", values=count, tone=Tone.ERROR)
        elif recovered.draft is not None and not recovered.draft.basket.empty:
            paid = recovered.settled and recovered.draft.taken
            key = "page.sale.recovered_paid" if paid else "page.sale.recovered"
            self._note = Note(key=key, tone=Tone.SUCCESS)
        self.changed.emit()

    def _failed(self, error: CounterError) -> None:
        self.error = error
        self.changed.emit()
