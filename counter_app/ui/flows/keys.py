"""What a person can ask for, and the key of the keyboard that asks for it.

These are the usual keys; `key_map` holds what a machine changed about them. Invariant: hints and
shortcuts come from one table, so they cannot drift apart.
"""

from enum import StrEnum
from typing import Final


class Intent(StrEnum):
    """One thing to ask for; a key, a row or a shortcut asks for it alike."""

    HELP = "help"
    FIND = "find"
    RECEIPT = "receipt"
    CASH = "cash"
    CHECK = "check"
    CARD = "card"
    GIFT = "gift"
    FINISH = "finish"
    SUSPEND = "suspend"
    RECALL = "recall"
    REPRINT = "reprint"
    GIFT_RECEIPT = "gift_receipt"
    TILL = "till"
    VOID = "void"
    VOID_HELD = "void_held"
    UNDO = "undo"
    REDO = "redo"
    MORE = "more"
    LESS = "less"
    REMOVE = "remove"
    TAKE_BACK = "take_back"
    LOCK = "lock"
    SWITCH = "switch"
    BACK = "back"
    NEXT = "next"
    PREVIOUS = "previous"
    EXACT = "exact"
    NOTE = "note"
    YES = "yes"
    IDENTIFIED = "identified"
    CLEARLY_OVER = "clearly_over"
    MODE = "mode"
    LARGER = "larger"
    LANGUAGE = "language"
    VOLUME = "volume"
    MOTION = "motion"
    PAD = "pad"
    DEPARTMENT = "department"
    BY_NAME = "by_name"
    LOOK_AGAIN = "look_again"
    RETRY = "retry"
    PICK_1 = "pick_1"
    PICK_2 = "pick_2"
    PICK_3 = "pick_3"
    PICK_4 = "pick_4"
    KEYS = "keys"
    ABOUT = "about"
    RESET = "reset"
    RESET_ALL = "reset_all"
    TOUCH_KEYS = "touch_keys"
    TO_STATUS = "to_status"
    TO_SCAN = "to_scan"
    TO_BASKET = "to_basket"
    TO_CARD = "to_card"
    TO_RAIL = "to_rail"
    TO_PAYMENT = "to_payment"
    MESSAGES = "messages"


SHORTCUTS: Final = {
    Intent.HELP: "F1",
    Intent.FIND: "F2",
    Intent.RECEIPT: "F3",
    Intent.CASH: "F9",
    Intent.CHECK: "Shift+F9",
    Intent.CARD: "F10",
    Intent.GIFT: "F11",
    Intent.FINISH: "F12",
    Intent.SUSPEND: "Ctrl+H",
    Intent.RECALL: "Ctrl+R",
    Intent.REPRINT: "Ctrl+P",
    Intent.GIFT_RECEIPT: "Ctrl+G",
    Intent.TILL: "Ctrl+T",
    Intent.VOID: "Ctrl+Del",
    Intent.UNDO: "Ctrl+Z",
    Intent.REDO: "Ctrl+Y",
    Intent.TAKE_BACK: "Ctrl+B",
    Intent.LOCK: "Ctrl+L",
    Intent.SWITCH: "Ctrl+U",
    Intent.BACK: "Esc",
    Intent.IDENTIFIED: "Ctrl+I",
    Intent.DEPARTMENT: "Ctrl+K",
    Intent.BY_NAME: "Shift+F2",
    Intent.LOOK_AGAIN: "Ctrl+N",
    Intent.CLEARLY_OVER: "Ctrl+O",
    Intent.MODE: "Ctrl+D",
    Intent.LARGER: "Ctrl+E",
    Intent.LANGUAGE: "Ctrl+J",
    Intent.KEYS: "Ctrl+F1",
    Intent.ABOUT: "Shift+F1",
    Intent.VOLUME: "Ctrl+F2",
    Intent.MOTION: "Ctrl+F3",
    Intent.PICK_1: "Alt+1",
    Intent.PICK_2: "Alt+2",
    Intent.PICK_3: "Alt+3",
    Intent.PICK_4: "Alt+4",
    Intent.TO_STATUS: "Ctrl+1",
    Intent.TO_SCAN: "Ctrl+2",
    Intent.TO_BASKET: "Ctrl+3",
    Intent.TO_CARD: "Ctrl+4",
    Intent.TO_RAIL: "Ctrl+5",
    Intent.TO_PAYMENT: "Ctrl+6",
    Intent.MESSAGES: "Ctrl+7",
}
# Typed into the empty scan line: no shortcut, for a field under way must keep them.
TYPED: Final = {Intent.MORE: "+", Intent.LESS: "\N{FIGURE DASH}", Intent.REMOVE: "Del"}
ALSO: Final = {Intent.VOID: "Ctrl+Shift+Del"}


def hint(intent: Intent) -> str:
    """The usual key as it stands on a button, for a window that comes before any key map."""
    if intent in TYPED:
        return TYPED[intent]
    return SHORTCUTS.get(intent, "").replace("+", " ")
