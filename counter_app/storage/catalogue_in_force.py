"""The catalogue that the newest publication names, opened when it is first asked for.

Invariant: a switch takes effect at the next `refresh`; until then the old file stays open.
"""

from collections.abc import Callable, Sequence

from counter_app.domain.catalogue import Product
from counter_app.storage.catalogue_file import CatalogueFolder, CatalogueReader


class CatalogueInForce:
    """Satisfies the `Catalogue` port; a store without a publication has an empty catalogue."""

    def __init__(self, shelf: CatalogueFolder, in_force: Callable[[], str | None]) -> None:
        self._shelf = shelf
        self._in_force = in_force
        self._open: tuple[str, CatalogueReader] | None = None
        self._categories: tuple[str, tuple[str, ...]] | None = None
        self.refresh()

    def refresh(self) -> None:
        """Open what is in force now, and close what was before."""
        named = self._in_force()
        if named is None or (self._open is not None and self._open[0] == named):
            return
        reader = self._shelf.open(named)
        before, self._open = self._open, (named, reader)
        if before is not None:
            before[1].close()

    def by_code(self, code: str) -> Product | None:
        """One product by its exact code."""
        return self._open[1].by_code(code) if self._open else None

    def search(self, text: str, limit: int = 20) -> Sequence[Product]:
        """Products by name or category."""
        return self._open[1].search(text, limit) if self._open else ()

    def code_begins(self, digits: str, limit: int) -> Sequence[Product]:
        """Products whose code begins so."""
        return self._open[1].code_begins(digits, limit) if self._open else ()

    def code_holds(self, digits: str, limit: int) -> Sequence[Product]:
        """Products with these digits in their code."""
        return self._open[1].code_holds(digits, limit) if self._open else ()

    def categories(self) -> Sequence[str]:
        """The categories; read once of each catalogue."""
        if self._open is None:
            return ()
        named, reader = self._open
        if self._categories is None or self._categories[0] != named:
            self._categories = (named, tuple(reader.categories()))
        return self._categories[1]

    def count(self) -> int:
        """How many products there are."""
        return self._open[1].count() if self._open else 0

    def close(self) -> None:
        """Close the file."""
        if self._open is not None:
            self._open[1].close()
            self._open = None
