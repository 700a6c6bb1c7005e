"""Looks at a folder that somebody named: whether it can be written, and on which disk it lies.

Invariant: a look leaves nothing behind but the folder itself, which is made where it is missing.
"""

import secrets
from pathlib import Path

from counter_app.domain.errors import Fault, Refusal


def whole_path(text: str, base: Path | None = None) -> Path:
    """The path that a text names: `~` is the user's own folder; a partial one begins at `base`.

    Raises Refusal `folder.partial` for a partial one where there is no base.
    """
    path = Path(text.strip()).expanduser()
    if path.is_absolute():
        return path
    if base is None:
        raise Refusal("folder.partial", folder=text.strip(), example=str(Path.home() / path.name))
    return base / path


def check_writable(folder: Path) -> None:
    """Write a file there and take it away. Raises Fault `folder.not_written`."""
    probe = folder / f".counter-{secrets.token_hex(8)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"counter")
        probe.unlink()
    except OSError as error:
        reason = error.strerror or str(error)
        raise Fault("folder.not_written", folder=str(folder), reason=reason) from error


def same_disk(one: Path, other: Path) -> bool:
    """Whether two folders, made yet or not, lie on the same disk; a broken disk takes both."""
    return _device(one) == _device(other)


def _device(folder: Path) -> int:
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    return nearest.stat().st_dev
