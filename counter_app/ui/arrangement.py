"""Where the panes go, decided by the window's size and the text size alone.

Room is the window's width divided by the text scale. Invariant: the four payment keys never fold
away, whatever the room.
"""

from dataclasses import dataclass
from enum import Enum, auto

_PERCENT = 100


class Rail(Enum):
    """How the action keys stand."""

    WORDS = auto()
    ICONS = auto()
    FOLDED = auto()  # behind "Actions, F1" in the scan line; a list over the context pane


@dataclass(frozen=True, slots=True)
class Measures:
    """The layout table of tokens.toml, in device-independent pixels at 100 % text."""

    margin: int
    gap: int
    status_h: int
    scan_h: int
    balance_h: int
    tender_h: int
    basket_share: float
    basket_max: int
    basket_folded_share: float
    rail_w: int
    rail_icon_w: int
    rail_below: int
    rail_folds_below: int


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The decision for one window size: widths in pixels, `notes` quick notes are shown.

    A `roomy` card keeps head and foot in their places while its middle scrolls.
    """

    rail: Rail
    rail_width: int
    margin: int
    gap: int
    basket_width: int
    amount_width: int
    notes: int
    key_height: int
    portrait: bool
    narrow: bool
    roomy: bool

    @property
    def folded(self) -> bool:
        """Whether the rail, the message half and the amount have left the window."""
        return self.rail is Rail.FOLDED


def arrange(width: int, height: int, percent: int, measures: Measures) -> Arrangement:
    """The arrangement of a window of `width` x `height` pixels at a text size of `percent`."""
    room = width * _PERCENT // percent
    rail = _rail(room, measures)
    rail_width = _rail_width(rail, percent, measures)
    margin = measures.margin if room >= _WIDE_MARGIN else _SMALL_MARGIN
    return Arrangement(
        rail=rail,
        rail_width=rail_width,
        margin=margin,
        gap=measures.gap if rail is not Rail.FOLDED else _SMALL_GAP,
        basket_width=_basket_width(width - 2 * margin, rail, rail_width, measures),
        amount_width=_AMOUNT_WIDE if rail is Rail.WORDS else _AMOUNT_SMALL,
        notes={Rail.WORDS: 4, Rail.ICONS: 2, Rail.FOLDED: 0}[rail],
        key_height=_TALL_KEY if height >= _TALL_WINDOW and rail is Rail.WORDS else _KEY,
        portrait=width < height,
        narrow=room < _NARROW,
        roomy=rail is not Rail.FOLDED
        or (width < height and height * _PERCENT // percent >= _TALL_WINDOW),
    )


_WIDE_MARGIN = 900
_SMALL_MARGIN = 12
_SMALL_GAP = 8
_AMOUNT_WIDE = 132
_AMOUNT_SMALL = 104
_TALL_WINDOW = 900
_TALL_KEY = 64
_KEY = 48
_NARROW = 1000
_GRID = 4


def _rail(room: int, measures: Measures) -> Rail:
    if room >= measures.rail_below:
        return Rail.WORDS
    return Rail.ICONS if room >= measures.rail_folds_below else Rail.FOLDED


def _rail_width(rail: Rail, percent: int, measures: Measures) -> int:
    match rail:
        case Rail.WORDS:
            return measures.rail_w * percent // _PERCENT
        case Rail.ICONS:
            return measures.rail_icon_w
        case Rail.FOLDED:
            return 0


def _basket_width(free: int, rail: Rail, rail_width: int, measures: Measures) -> int:
    if rail is Rail.FOLDED:
        share = measures.basket_folded_share
        return round((free - measures.gap) * share / _GRID) * _GRID
    room = free - 2 * measures.gap - rail_width
    return min(measures.basket_max, round(room * measures.basket_share / _GRID) * _GRID)
