"""A real window in a process of its own, over a store with a bug planted in it; ends as it ends.

Run by test_crash_page.py: `crash_probe FOLDER LANGUAGE`. A person scans a toaster, which is taken,
then a pan, at which the program breaks; on the page that follows F12 shows and saves the report,
and Esc ends the program.
"""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.bootstrap import Parts, open_counter
from counter_app.commands.demo_store import demo_people
from counter_app.services.look_up import Found, LookUp
from counter_app.services.program.log_file import log_beside
from counter_app.services.resources import resource_dir
from counter_app.ui.assembly import Opening, OpenWindow, open_window
from counter_app.ui.crash_page import CrashPage
from counter_app.ui.flows.keys import Intent

SECRETS = ("Emma Clarke", "User 104", "24.90", str(Path.home()))
TOASTER, PAN = "9520001000010", "9520002000019"


@dataclass
class Buggy:
    """Looks codes up, and breaks at one of them."""

    real: LookUp

    def scanned(self, code: str) -> Found:
        if code == PAN:
            raise KeyError(*SECRETS)
        return self.real.scanned(code)


def sell(opened: OpenWindow, language: str) -> None:
    """Somebody signs in and scans."""
    counter = opened.counter
    counter.ask(Intent.LANGUAGE, language)
    one = demo_people()[0]
    person = counter._desk.use.sign_in.by_number(one.person.number, one.pin)  # noqa: SLF001  in place of keys
    counter._signed_in(person)  # noqa: SLF001  as above
    QTimer.singleShot(200, lambda: counter.scanned(TOASTER))
    QTimer.singleShot(600, lambda: counter.scanned(PAN))


def look(watch: QTimer) -> None:
    """Whether the page of the crash is there by now: then a person reads, saves and leaves."""
    for page in QApplication.topLevelWidgets():
        if isinstance(page, CrashPage) and page.isVisible():
            watch.stop()
            sys.stdout.write(page.accessibleName())
            for key in (Qt.Key.Key_F12, Qt.Key.Key_F12, Qt.Key.Key_Escape):
                QTest.keyClick(QApplication.focusWidget() or page, key)


def main(folder: Path, language: str) -> int:
    counter = open_counter(folder, Parts(cheap_pins=True))
    use = replace(counter.use, look_up=Buggy(counter.use.look_up))  # type: ignore[arg-type]  # a twin
    try:
        with log_beside(folder):
            opened = open_window(use, Opening(resource_dir(), counter.wording))
            watch = QTimer()
            watch.timeout.connect(lambda: look(watch))
            watch.start(50)
            QTimer.singleShot(0, lambda: sell(opened, language))
            return opened.run()
    finally:
        counter.close()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
