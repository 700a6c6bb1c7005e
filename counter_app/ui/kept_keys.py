"""The keys that this machine changed, kept beside its looks.

Invariant: a file that cannot be read, or says what no page would let in, is as none, and that is
known to whoever reads it.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings

from counter_app.domain.errors import Refusal
from counter_app.ui.flows.keyboard.key_map import DEFAULT_KEYS, KeyMap, read_keys

_GROUP: Final = "keys"


def kept_keys(file: Path | None) -> tuple[KeyMap, bool]:
    """The keys as they were changed last, and whether what was kept could be used."""
    if file is None:
        return DEFAULT_KEYS, True
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    kept.beginGroup(_GROUP)
    pairs = [(name, str(kept.value(name, ""))) for name in kept.allKeys()]
    try:
        keys = read_keys(pairs)
    except Refusal:
        return DEFAULT_KEYS, False
    return keys, kept.status() is QSettings.Status.NoError


def keep_keys(keys: KeyMap, file: Path | None) -> None:
    """Write down what was changed, and nothing else."""
    if file is None:
        return
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    kept.remove(_GROUP)
    kept.beginGroup(_GROUP)
    for intent, key in keys.changes:
        kept.setValue(intent, key)
    kept.sync()
