"""Notes and coins: which quick notes to offer, and how change is made up, largest first.

Invariant: the pieces add up to the change as far as coins can make it, and there are never more
than are asked for. Amounts are minor units.
"""

from typing import Final

_EURO: Final = ((500, 200, 100, 50, 20, 10, 5), (200, 100, 50, 20, 10, 5, 2, 1))
# Notes in main units, coins in minor units.
_BY_CODE: Final = {
    "EUR": _EURO,
    "GBP": ((50, 20, 10, 5), (200, 100, 50, 20, 10, 5, 2, 1)),
    "USD": ((100, 50, 20, 10, 5, 1), (25, 10, 5, 1)),
}
_ROUND_UPS: Final = (5, 10, 20, 50, 100, 200, 500, 1000)
_OFFERED: Final = 3


def quick_notes(due: int, digits: int) -> tuple[int, ...]:
    """Three round amounts above what is due in cash, so that there are always as many keys."""
    if due <= 0:
        return ()
    unit = 10**digits
    ups = {-(-(due + 1) // (step * unit)) * step * unit for step in _ROUND_UPS}
    return tuple(sorted(ups)[:_OFFERED])


def pieces(change: int, code: str, digits: int, most: int) -> tuple[tuple[int, bool], ...]:
    """The change as (value in minor units, whether it is a note), each piece on its own.

    Nothing where it takes more than `most` pieces: they are counted first and never made one by
    one, for no amount, however wrong, may hold up the counter.
    """
    notes, coins = _BY_CODE.get(code, _EURO)
    values = [(note * 10**digits, True) for note in notes] + [(coin, False) for coin in coins]
    counted: list[tuple[tuple[int, bool], int]] = []
    for value, note in sorted(values, reverse=True):
        count, change = divmod(change, value)
        counted.append(((value, note), count))
    if sum(count for _, count in counted) > most:
        return ()
    return tuple(piece for piece, count in counted for _ in range(count))
