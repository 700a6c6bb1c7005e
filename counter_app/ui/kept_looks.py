"""How this machine's window looked last: dark or light, and the text's size.

Invariant: what is kept is about the screen, never about a sale or a person; a file that cannot be
read is as none.
"""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings

from counter_app.ui.presenters.looks import SIZES, Looks


def with_kept(looks: Looks, file: Path | None) -> Looks:
    """The same looks as they were chosen last, where they were."""
    if file is None:
        return looks
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    percent = str(kept.value("percent", ""))
    if percent.isdecimal() and int(percent) in SIZES:
        looks = replace(looks, percent=int(percent))
    mode = str(kept.value("mode", ""))
    return replace(looks, dark=mode == "dark", chosen=True) if mode in {"dark", "light"} else looks


def keep(looks: Looks, file: Path | None) -> None:
    """Write down what was chosen; a mode that follows the system is not."""
    if file is None:
        return
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    kept.setValue("percent", looks.percent)
    if looks.chosen:
        kept.setValue("mode", "dark" if looks.dark else "light")
    kept.sync()
