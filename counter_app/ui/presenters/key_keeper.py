"""The keys of this machine as they are now: one place, whoever asks.

Invariant: another key map is told to everybody at once, so no hint is older than its shortcut.
"""

from PySide6.QtCore import QObject, Signal

from counter_app.ui.flows.keyboard.key_map import DEFAULT_KEYS, KeyMap


class KeyKeeper(QObject):
    """Holds the key map; `changed` when there is another. Only somebody who is signed in
    (`attended`) changes keys that all use.
    """

    changed = Signal()

    def __init__(self, keys: KeyMap = DEFAULT_KEYS) -> None:
        super().__init__()
        self._map = keys
        self.attended = False

    @property
    def map(self) -> KeyMap:
        """The keys now."""
        return self._map

    def take(self, keys: KeyMap) -> None:
        """From now on these."""
        if keys != self._map:
            self._map = keys
            self.changed.emit()
