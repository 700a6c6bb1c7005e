"""Where the keys of a store made for one run lie: never with the user's own.

Invariant: the environment is afterwards as it was before.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counter_app.settings import KEYS_VARIABLE


@contextmanager
def own_keys(folder: Path) -> Iterator[None]:
    """Keep the keys of stores made inside the block in `folder`."""
    before = os.environ.get(KEYS_VARIABLE)
    os.environ[KEYS_VARIABLE] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[KEYS_VARIABLE]
        else:
            os.environ[KEYS_VARIABLE] = before
