"""Finds products by what an associate types of their names, in any language of the catalogue.

The index holds three letters in a row and nothing of their places, so each candidate is checked
against its real names. Invariant: what is shown holds every word of the question, and a name typed
whole comes first however common its words are.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import Final
from zlib import crc32

from counter_app.domain.catalogue import Product
from counter_app.domain.search_text import fold, trigrams
from counter_app.storage.catalogue_tables import Row, row_names, row_product
from counter_app.storage.sqlite_dialect import match_all, match_any, quoted

CANDIDATES: Final = 250
"""Rows checked per look; more could not be read within the time a keystroke has."""

TRIGRAMS: Final = 4
"""Most trigrams of one text that are asked for: more cost time and rule out few rows more."""

CONDITIONS: Final = 6
"""Most conditions of one question, the longest words first; the rows are checked for all."""

_START: Final = "\x02"
_END: Final = "\x03"
_PREFIX_LETTERS: Final = 2
# Behind the end of each name stands a sign made from all of it (private use area of Unicode):
# one trigram with it finds a name typed whole among a million that begin and end like it.
_FIRST_SIGN: Final = 0xE000
_SIGNS: Final = 4_096

Fetch = Callable[[str], Iterable[Row]]
"""Gives the rows whose indexed text matches an FTS5 expression, lazily."""


@dataclass(frozen=True, slots=True)
class _Look:
    """One way to look: what the index must hold, and what the indexed text must then show."""

    expression: str
    accepts: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a look confirmed; `complete` when it saw every row that the index has for it."""

    rows: Sequence[Row]
    complete: bool


def index_text(product: Product) -> str:
    """Return what the index holds of a product: each distinct folded name, and its category."""
    names = product.names
    if not (names.it or names.el):
        return _indexed((names.en,), product.category)
    return _indexed((names.en, names.it, names.el), product.category)


def find(text: str, fetch: Fetch, limit: int) -> list[Product]:
    """Return up to `limit` products: whole names first, then beginnings, then words inside.

    Words of three letters and more are found anywhere, of two at the beginning of a word; words of
    one letter are ignored unless they are all of a name.
    """
    question = fold(text)
    beginning = _beginning(question)
    whole = _looked(_whole(question), fetch, limit)
    inside = _looked(_inside(question), fetch, limit)
    if inside.complete:
        # Whatever begins like the question holds its words: it is among these.
        ranked = sorted(inside.rows, key=lambda row: not beginning.accepts(_row_text(row)))
    else:
        ranked = [*_looked(beginning, fetch, limit).rows, *inside.rows]
    distinct = {row[0]: row for row in (*whole.rows, *ranked)}
    return [row_product(row) for row in islice(distinct.values(), limit)]


def _indexed(names: Iterable[str], category: str) -> str:
    folded = dict.fromkeys(fold(name) for name in names if name)
    text = "".join(f"{_START}{name}{_ending(name)}" for name in folded)
    return f"{text} {fold(category)}" if category else text


def _ending(name: str) -> str:
    return f"{_END}{chr(_FIRST_SIGN + crc32(name.encode()) % _SIGNS)}"


def _row_text(row: Row) -> str:
    return _indexed(row_names(row), row[7])


def _whole(question: str) -> _Look:
    ending = _ending(question)
    wanted = f"{_START}{question}{ending}"
    return _Look(match_all((f"{question[-1:]}{ending}",)), lambda text: wanted in text)


def _beginning(question: str) -> _Look:
    wanted = f"{_START}{question}"
    return _Look(match_all(_sample(wanted)), lambda text: wanted in text)


def _inside(question: str) -> _Look:
    words = [word for word in question.split() if len(word) >= _PREFIX_LETTERS]
    longest = sorted(words, key=len, reverse=True)
    # One condition of each word, then a second of each: no word is left out for another's sake.
    rounds = zip_longest(*map(_word_conditions, longest))
    conditions = filter(None, chain.from_iterable(rounds))
    return _Look(
        " AND ".join(islice(conditions, CONDITIONS)),
        lambda text: all(_shows(text, word) for word in words),
    )


def _word_conditions(word: str) -> Iterable[str]:
    """Two letters have no trigram of their own: with what stands before a word they have two."""
    if len(word) > _PREFIX_LETTERS:
        return map(quoted, _sample(word))
    return (f"({match_any((f' {word}', f'{_START}{word}'))})",)


def _shows(text: str, word: str) -> bool:
    if len(word) > _PREFIX_LETTERS:
        return word in text
    return f" {word}" in text or f"{_START}{word}" in text


def _sample(text: str) -> Collection[str]:
    """Return all trigrams of a short text, of a long one so many spread over all of it."""
    grams = trigrams(text)
    last = len(grams) - 1
    if last < TRIGRAMS:
        return grams
    return [grams[last * step // (TRIGRAMS - 1)] for step in range(TRIGRAMS)]


def _looked(look: _Look, fetch: Fetch, limit: int) -> _Seen:
    """Read the rows that the index offers until `limit` are confirmed by the real names."""
    rows: list[Row] = []
    if not look.expression:
        return _Seen(rows, complete=False)
    for count, row in enumerate(fetch(look.expression)):
        if count == CANDIDATES or len(rows) == limit:
            return _Seen(rows, complete=False)
        if look.accepts(_row_text(row)):
            rows.append(row)
    return _Seen(rows, complete=True)
