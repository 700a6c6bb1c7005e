"""How this machine's window looked last: dark or light, text size, volume, motion.

Invariant: what is kept is about the screen, never about a sale or a person; a file that cannot be
read is as none.
"""

from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings

from counter_app.ui.presenters.looks import SIZES, VOLUMES, Looks

_WORDS: Final = {"yes": True, "no": False}


def with_kept(looks: Looks, file: Path | None) -> Looks:
    """The same looks as they were chosen last, where they were."""
    if file is None:
        return looks
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    percent = str(kept.value("percent", ""))
    if percent.isdecimal() and int(percent) in SIZES:
        looks = replace(looks, percent=int(percent))
    volume = str(kept.value("volume", ""))
    if volume.isdecimal() and int(volume) in VOLUMES:
        looks = replace(looks, volume=int(volume))
    still = str(kept.value("still", ""))
    if still in _WORDS:
        looks = replace(looks, still=_WORDS[still], still_chosen=True)
    looks = replace(looks, touch=_WORDS.get(str(kept.value("touch", "")), looks.touch))
    mode = str(kept.value("mode", ""))
    return replace(looks, dark=mode == "dark", chosen=True) if mode in {"dark", "light"} else looks


def keep(looks: Looks, file: Path | None) -> None:
    """Write down what was chosen; what follows the system is not."""
    if file is None:
        return
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    kept.setValue("percent", looks.percent)
    kept.setValue("volume", looks.volume)
    kept.setValue("touch", "yes" if looks.touch else "no")
    if looks.still_chosen:
        kept.setValue("still", "yes" if looks.still else "no")
    if looks.chosen:
        kept.setValue("mode", "dark" if looks.dark else "light")
    kept.sync()
