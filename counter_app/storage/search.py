"""Finds products by what an associate types of their names, in any language of the catalogue.

The index holds three letters in a row and nothing of their places, so each candidate is checked
against its real names. Invariant: what is shown holds every word of the question, and a name typed
whole comes first however common its words are.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from counter_app.domain.catalogue import Product
from counter_app.domain.search_text import fold, trigrams
from counter_app.storage.catalogue_tables import Row, row_names, row_product
from counter_app.storage.sqlite_dialect import match_all

CANDIDATES: Final = 400
"""Rows checked per step; more could not be read within the time a keystroke has."""

_START: Final = "\x02 "
_END: Final = "\x03"
# Two letters ask for the beginning of a word: with the space before it that is a trigram too.
_PREFIX_LETTERS: Final = 2

Fetch = Callable[[str], Iterable[Row]]
"""Gives the rows whose indexed text matches an FTS5 expression, lazily."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One way to look: trigrams the index must hold, and what the folded names must then show."""

    grams: tuple[str, ...]
    accepts: Callable[[str], bool]


def index_text(product: Product) -> str:
    """Return what the index holds of a product: each distinct folded name, and its category."""
    names = product.names
    if not (names.it or names.el):
        return _indexed((names.en,), product.category)
    return _indexed((names.en, names.it, names.el), product.category)


def find(text: str, fetch: Fetch, limit: int) -> list[Product]:
    """Return up to `limit` products: whole names first, then beginnings, then words inside.

    Words of three letters and more are found anywhere, of two at the beginning of a word;
    words of one letter are ignored unless there is nothing else.
    """
    found: dict[int, Row] = {}
    for step in _steps(fold(text)):
        for row in _checked(step, fetch):
            if len(found) == limit:
                break
            found.setdefault(row[0], row)
        if len(found) == limit:
            break
    return [row_product(row) for row in found.values()]


def _indexed(names: Iterable[str], category: str) -> str:
    folded = dict.fromkeys(fold(name) for name in names if name)
    text = "".join(f"{_START}{name}{_END}" for name in folded)
    return f"{text} {fold(category)}" if category else text


def _steps(question: str) -> Iterator[_Step]:
    if not question:
        return
    whole, beginning = f"{_START}{question}{_END}", f"{_START}{question}"
    yield _Step(trigrams(whole), lambda text: whole in text)
    yield _Step(trigrams(beginning), lambda text: beginning in text)
    parts = [
        f" {word}" if len(word) == _PREFIX_LETTERS else word
        for word in question.split()
        if len(word) >= _PREFIX_LETTERS
    ]
    if parts:
        grams = dict.fromkeys(gram for part in parts for gram in trigrams(part))
        yield _Step(tuple(grams), lambda text: all(part in text for part in parts))


def _checked(step: _Step, fetch: Fetch) -> Iterator[Row]:
    for row in islice(fetch(match_all(step.grams)), CANDIDATES):
        if step.accepts(_indexed(row_names(row), row[7])):
            yield row
