"""A printer that files papers as PDF in a folder; satisfies the printer port.

Invariant: a paper is there whole or not at all, and no paper overwrites another.
"""

from pathlib import Path

from counter_app.domain.errors import Fault


class PaperFolder:
    """Files each paper under its name; a second one of the same name gets a number."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def print(self, name: str, pdf: bytes) -> str:
        """Write the PDF and answer its path. Raises Fault `printer.folder`."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._free(name)
            draft = path.with_suffix(".part")
            draft.write_bytes(pdf)
            draft.replace(path)
        except OSError as error:
            raise Fault("printer.folder", folder=str(self._folder), reason=str(error)) from error
        return str(path)

    def _free(self, name: str) -> Path:
        path, number = self._folder / f"{name}.pdf", 1
        while path.exists():
            number += 1
            path = self._folder / f"{name}-{number}.pdf"
        return path
