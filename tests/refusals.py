"""What a test says when the rules must say no: the code, and values that its sentence brings."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from counter_app.domain.errors import Refusal


@contextmanager
def refused(code: str, **values: object) -> Iterator[None]:
    """Expect a Refusal with this very code, and at least these values."""
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.code == code, caught.value
    brought = {name: caught.value.values.get(name) for name in values}
    assert brought == values, caught.value
