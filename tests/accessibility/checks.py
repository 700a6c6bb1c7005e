"""The checks that look at a page, by their number in the list of accessibility checks.

Those that look at a happening or at a paper instead have their numbers in `test_happenings.py`:
15 announcements, 17 nothing is lost by waiting, 24 papers.
"""

from collections.abc import Callable, Mapping
from typing import Final

from tests.accessibility import (
    checks_colour,
    checks_focus,
    checks_input,
    checks_size,
    checks_words,
)
from tests.accessibility.looking import Seen

Check = Callable[[Seen], list[str]]

CHECKS: Final[Mapping[int, Check]] = {
    1: checks_words.name,
    2: checks_words.description,
    3: checks_words.label,
    4: checks_focus.tab_order,
    5: checks_focus.no_trap,
    6: checks_size.targets,
    7: checks_colour.text,
    8: checks_colour.marks,
    9: checks_focus.focus_visible,
    10: checks_focus.reachable,
    11: checks_focus.clash,
    12: checks_size.text_fits,
    13: checks_words.glyphs,
    14: checks_size.page_fits,
    16: checks_words.words_beside_colour,
    18: checks_input.modality,
    19: checks_words.tables,
    20: checks_words.pictures,
    21: checks_input.wedge,
    22: checks_words.language,
    23: checks_input.double_press,
}


def look(number: int, seen: Callable[[], Seen]) -> list[str]:
    """What a check finds and finds again: a message that goes by itself in the middle of a look is
    no fault of its page.
    """
    return CHECKS[number](seen()) and CHECKS[number](seen())
