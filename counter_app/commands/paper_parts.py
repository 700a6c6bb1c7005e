"""Where a store's papers go: a printer of the system, a folder, or the store's own folder.

Invariant: a printer that the system does not know is told before anything is opened.
"""

from dataclasses import replace
from pathlib import Path

from counter_app.bootstrap import Parts
from counter_app.devices.paper_folder import PaperFolder
from counter_app.services.resources import resource_dir
from counter_app.wording import Wording


def printed_on(printer: str, folder: Path | None = None, parts: Parts | None = None) -> Parts:
    """Parts that print there. Fault `printer.unknown` with those there are."""
    parts = parts or Parts()
    if printer:
        from counter_app.documents.papers import ReportlabPapers  # noqa: PLC0415 - few name one
        from counter_app.ui.application import make_application  # noqa: PLC0415 - help needs no Qt
        from counter_app.ui.printing import SystemPrinter, system_printer  # noqa: PLC0415 - as above

        make_application(resource_dir())  # the system's printers are asked for through it
        images = ReportlabPapers(Wording).images
        return replace(parts, printer=SystemPrinter(images, system_printer(printer)))
    return replace(parts, printer=PaperFolder(folder)) if folder else parts
