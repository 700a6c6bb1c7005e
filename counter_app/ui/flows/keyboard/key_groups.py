"""In which order and under which captions the keys are listed, on the help card and on their page.

Invariant: every intent that has a key stands in exactly one group.
"""

from typing import Final

from counter_app.ui.flows.keys import Intent

PICKS: Final = (Intent.PICK_1, Intent.PICK_2, Intent.PICK_3, Intent.PICK_4)
GROUPS: Final[tuple[tuple[str, tuple[Intent, ...]], ...]] = (
    (
        "sell",
        (
            Intent.FIND, Intent.MORE, Intent.LESS, Intent.REMOVE, Intent.UNDO, Intent.REDO,
            Intent.SUSPEND, Intent.RECALL, Intent.VOID, Intent.DEPARTMENT, Intent.LOOK_AGAIN,
            Intent.BY_NAME, Intent.CLEARLY_OVER,
        ),
    ),
    (
        "pay",
        (
            Intent.CASH, Intent.CHECK, Intent.CARD, Intent.GIFT, Intent.FINISH, Intent.EXACT,
            Intent.TAKE_BACK, Intent.IDENTIFIED,
        ),
    ),
    ("papers", (Intent.RECEIPT, Intent.REPRINT, Intent.GIFT_RECEIPT, *PICKS)),
    ("till", (Intent.TILL, Intent.LOCK, Intent.SWITCH)),
    (
        "screen",
        (
            Intent.LANGUAGE, Intent.MODE, Intent.LARGER, Intent.VOLUME, Intent.MOTION,
            Intent.TOUCH_KEYS, Intent.KEYS, Intent.ABOUT,
            Intent.MESSAGES, Intent.TO_STATUS, Intent.TO_SCAN, Intent.TO_BASKET, Intent.TO_CARD,
            Intent.TO_RAIL, Intent.TO_PAYMENT, Intent.HELP, Intent.BACK,
        ),
    ),
)  # fmt: skip
