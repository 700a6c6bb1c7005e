"""The papers port: makes each paper in its language, and pictures of it.

Invariant: importing this module loads neither reportlab nor pypdfium2 (together 120 ms of the
counter's start); the first paper does.
"""

from collections.abc import Callable
from datetime import tzinfo
from typing import TYPE_CHECKING

from counter_app.domain.facts import StoreFounded
from counter_app.domain.store_profile import StoreProfile
from counter_app.services.ports import ClosingPaper, Paper, SlipPaper
from counter_app.services.recovery import RecoverySheet
from counter_app.wording import Wording

if TYPE_CHECKING:
    from counter_app.documents.frame import Frame


class ReportlabPapers:
    """Papers as PDF.

    `wordings` makes the words of a language and country, as the class `Wording` does; each is made
    once. `zone` is the store's time zone, None the machine's.
    """

    def __init__(
        self, wordings: Callable[[str, str], Wording] = Wording, zone: tzinfo | None = None
    ) -> None:
        self._wordings = wordings
        self._known: dict[tuple[str, str], Wording] = {}
        self._zone = zone

    def receipt(self, paper: Paper) -> bytes:
        """A receipt, or a gift receipt where the paper says so; 80 mm wide."""
        # Here and below: reportlab is loaded by the first paper, not by the start of the counter.
        from counter_app.documents.gift_receipt import (  # noqa: PLC0415  # see receipt
            gift_receipt_pdf,
        )
        from counter_app.documents.receipt import receipt_pdf  # noqa: PLC0415  # see receipt

        make = gift_receipt_pdf if paper.gift else receipt_pdf
        return make(paper, self._frame(paper.founded, paper.profile, paper.language))

    def slip(self, paper: SlipPaper) -> bytes:
        """The slip of a suspended basket."""
        from counter_app.documents.hold_slip import hold_slip_pdf  # noqa: PLC0415  # see receipt

        return hold_slip_pdf(paper, self._frame(paper.founded, paper.profile, paper.language))

    def closing(self, paper: ClosingPaper) -> bytes:
        """The Z of a till session."""
        from counter_app.documents.closing import closing_pdf  # noqa: PLC0415  # see receipt

        return closing_pdf(paper, self._frame(paper.founded, paper.profile, paper.language))

    def recovery_sheet(self, sheet: RecoverySheet) -> bytes:
        """The sheet that opens backups on another machine; A4."""
        from counter_app.documents.recovery_sheet import (  # noqa: PLC0415  # see receipt
            recovery_sheet_pdf,
        )

        return recovery_sheet_pdf(sheet, self._frame(sheet.founded, sheet.profile, sheet.language))

    def images(self, pdf: bytes, scale: float) -> tuple[bytes, ...]:
        """A paper's pages as PNG, for the preview. `scale` 1.0 is 72 dots an inch."""
        from counter_app.documents.preview import images  # noqa: PLC0415  # see receipt

        return images(pdf, scale)

    def _frame(self, founded: StoreFounded, profile: StoreProfile, language: str) -> "Frame":
        from counter_app.documents.frame import Frame  # noqa: PLC0415  # see receipt

        key = language, profile.country
        wording = self._known.get(key)
        if wording is None:
            wording = self._known.setdefault(key, self._wordings(*key))
        return Frame(founded, profile, wording, self._zone)
