"""What this machine fixes for a store: where it lies, where its keys lie, what stands around it.

Invariant: keys never lie inside the store's folder, unless somebody set COUNTER_KEYS so; nothing in
the machine's settings is a fact, so a store opens without them.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.keeping import Keep

KEYS_VARIABLE: Final = "COUNTER_KEYS"
DEMO_VARIABLE: Final = "COUNTER_DEMO"
STORE_VARIABLE: Final = "COUNTER_STORE"
ID_FILE: Final = "counter.id"
SETTINGS_FILE: Final = "settings.toml"


@dataclass(frozen=True, slots=True)
class Place:
    """One store's folder and the folder of its keys."""

    folder: Path
    keys: Path

    @property
    def database(self) -> Path:
        """The journal and its read tables."""
        return self.folder / "counter.db"


def new_place(folder: Path, store_id: str) -> Place:
    """Claim a folder for a new store. Faults: `store.exists`, `store.folder_not_made`.

    A claim whose founding was killed holds no store yet; it is claimed anew, with other keys.
    """
    place = Place(folder, keys_root() / store_id)
    if place.database.exists():
        raise Fault("store.exists", retry=False, folder=str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ID_FILE).write_text(store_id + "\n", "ascii")
    except OSError as error:
        reason = error.strerror or str(error)
        raise Fault("store.folder_not_made", folder=str(folder), reason=reason) from error
    return place


def place_of(folder: Path) -> Place:
    """The place of a store that exists. Raises Fault `store.none_here`."""
    marker = folder / ID_FILE
    if not marker.is_file():
        raise Fault("store.none_here", retry=False, folder=str(folder))
    return Place(folder, keys_root() / marker.read_text("ascii").strip())


def places_in(folder: Path) -> tuple[Place, ...]:
    """The store in a folder, or the lane stores one level below it, by name."""
    if (folder / ID_FILE).is_file():
        return (place_of(folder),)
    lanes = sorted(marker.parent for marker in folder.glob(f"*/{ID_FILE}"))
    if not lanes:
        raise Fault("store.none_here", retry=False, folder=str(folder))
    return tuple(place_of(lane) for lane in lanes)


def keys_root() -> Path:
    """Where the keys of all stores lie: COUNTER_KEYS, else the user's configuration folder."""
    chosen = os.environ.get(KEYS_VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_config_path  # noqa: PLC0415 - not needed where COUNTER_KEYS is set

    return user_config_path("counter")


def demo_folder() -> Path:
    """Where the demo store is kept between runs: COUNTER_DEMO, else the user's data folder."""
    return _data_folder(DEMO_VARIABLE, "demo")


def store_folder() -> Path:
    """Where this machine's own store lies: COUNTER_STORE, else the user's data folder."""
    return _data_folder(STORE_VARIABLE, "store")


def _data_folder(variable: str, name: str) -> Path:
    chosen = os.environ.get(variable)
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed where the variable is set

    return user_data_path("counter") / name


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSettings:
    """The machine's settings of one store.

    They lie in its folder as `settings.toml`:

        language = "el"
        [backup]
        folder = "/media/stick"
        daily = 7
        weekly = 4
        monthly = 12
        [paper]
        printer = "Front desk"
        folder = "/home/shop/papers"
        [scanner]
        prefix = "]C1"

    Whatever is absent has the value below; None and an empty text mean that nothing was chosen.
    """

    backup_folder: Path | None = None
    keep: Keep = field(default_factory=Keep)
    printer: str = ""  # the system's name of it
    paper_folder: Path | None = None  # where papers go as PDF; None is `papers` in the store
    scanner_prefix: str = ""
    language: str = ""  # before anybody signs in; empty is the store's own


def read_settings(folder: Path) -> StoreSettings:
    """The settings of the store in `folder`; all unset where there is no file.

    Raises Refusal `settings.unreadable` with the name of what cannot be read.
    """
    path = folder / SETTINGS_FILE
    if not path.is_file():
        return StoreSettings()
    from counter_app.services.policies.profiles import read_toml  # noqa: PLC0415 - only where there is one

    table = read_toml(path)
    try:
        return _settings(table)
    except (TypeError, ValueError) as error:
        raise Refusal("settings.unreadable", file=path.name, reason=str(error)) from error


def write_settings(folder: Path, settings: StoreSettings) -> None:
    """Put the settings in place of those before, whole or not at all.

    Raises Fault `settings.not_saved`.
    """
    path = folder / SETTINGS_FILE
    draft = path.with_suffix(".new")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.write(_toml(settings))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Fault("settings.not_saved", file=str(path), reason=reason) from error


def _settings(table: Mapping[str, object]) -> StoreSettings:
    backup, paper, scanner = (_section(table, name) for name in ("backup", "paper", "scanner"))
    usual = Keep()
    return StoreSettings(
        backup_folder=_folder(backup),
        keep=Keep(
            _count(backup, "daily", usual.daily),
            _count(backup, "weekly", usual.weekly),
            _count(backup, "monthly", usual.monthly),
        ),
        printer=_text(paper, "printer"),
        paper_folder=_folder(paper),
        scanner_prefix=_text(scanner, "prefix"),
        language=_text(table, "language"),
    )


def _toml(settings: StoreSettings) -> str:
    keep = settings.keep
    backup: dict[str, str | int] = {
        "folder": _path(settings.backup_folder),
        "daily": keep.daily,
        "weekly": keep.weekly,
        "monthly": keep.monthly,
    }
    paper = {"printer": settings.printer, "folder": _path(settings.paper_folder)}
    scanner = {"prefix": settings.scanner_prefix}
    rows = _rows({"language": settings.language})
    sections: tuple[tuple[str, Mapping[str, str | int]], ...] = (
        ("backup", backup),
        ("paper", paper),
        ("scanner", scanner),
    )
    for name, section in sections:
        rows += [f"\n[{name}]", *_rows(section)]
    return "\n".join(rows) + "\n"


def _rows(values: Mapping[str, str | int]) -> list[str]:
    """JSON's strings and integers are TOML's too, but for one control character."""
    return [
        f"{name} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
        for name, value in values.items()
        if value != ""
    ]


def _path(path: Path | None) -> str:
    return "" if path is None else str(path)


def _section(table: Mapping[str, object], name: str) -> Mapping[str, object]:
    section = table.get(name, {})
    if not isinstance(section, dict):
        raise TypeError(name)
    return cast("Mapping[str, object]", section)


def _folder(section: Mapping[str, object]) -> Path | None:
    text = _text(section, "folder")
    return Path(text) if text else None


def _text(section: Mapping[str, object], name: str) -> str:
    value = section.get(name, "")
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _count(section: Mapping[str, object], name: str, usual: int) -> int:
    value = section.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(name)
    if value < 0:
        raise ValueError(name)
    return value
