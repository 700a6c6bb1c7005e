"""What every widget is built with: theme, words and arrangement.

Invariant: none of it changes during a widget's life. Another theme, language, text size or fold of
the window is another look, and the window is built again from the same view.
"""

from dataclasses import dataclass

from counter_app.ui.arrangement import Arrangement
from counter_app.ui.flows.keyboard.key_map import DEFAULT_KEYS, KeyMap
from counter_app.ui.theme import Theme
from counter_app.wording import Wording


@dataclass(frozen=True, slots=True)
class Look:
    """Theme, words, arrangement and keys of one window."""

    theme: Theme
    wording: Wording
    arrangement: Arrangement
    keys: KeyMap = DEFAULT_KEYS
    still: bool = False  # nothing flashes
    volume: int = 0  # only for the key that changes it

    def words(self, key: str, **values: object) -> str:
        """The text of a key in the window's language."""
        return self.wording.words(key, **values)
