"""The bar `search`: products by name among 818,775, as an associate types them.

Invariant: every kind of question has its share: beginnings, two words, inside a word, whole names.
"""

import random
import time
from collections.abc import Iterator
from typing import Final

from counter_app.domain.search_text import fold
from tests.bench.catalogue import asked_for, open_big
from tests.bench.measure import Bar, Measure, milliseconds
from tests.bench.sale import undisturbed

SEARCH: Final = Bar("search", "ms", 5.0)
QUESTIONS: Final = 3_000
WARM: Final = 200
_LONG: Final = 5  # letters of a word that is worth typing in part


def search(questions: int = QUESTIONS) -> Measure:
    """Name to the first 20 products, through the service that the window asks."""
    counter = open_big()
    if counter is None:
        return SEARCH.missing()
    try:
        texts = list(_questions([name for _, name in asked_for(questions)]))
        random.Random(3).shuffle(texts)
        ask, times = counter.use.look_up.names, []
        with undisturbed():
            for text in texts[: questions + WARM]:
                begun = time.perf_counter_ns()
                ask(text)
                times.append(milliseconds(time.perf_counter_ns() - begun))
        return SEARCH.tail(times[WARM:])
    finally:
        counter.close()


def _questions(names: list[str]) -> Iterator[str]:
    """What is typed to find each name."""
    for name in names:
        yield name
        words = [word for word in fold(name).split() if word.isalnum() and len(word) >= _LONG]
        if words:
            yield words[0][:3]
            yield words[0][:4]
            yield words[0][1:5]
            yield words[0][:2]
            yield " ".join(word[:4] for word in words[:2])
