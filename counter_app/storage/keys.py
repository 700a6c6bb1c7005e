"""The store's keys, apart from the store: database, pepper, signing. Files of mode 0600.

Invariant: a key is written once, whole and durable, before the first byte that it protects; an
existing key is never overwritten.
"""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counter_app.domain.errors import Fault
from counter_app.storage.database import sync_folder

KEY_BYTES: Final = 32
_NAMES: Final = ("database", "pepper", "signing")


@dataclass(frozen=True, slots=True)
class Keys:
    """Three keys of 32 bytes; never shown, never logged."""

    database: bytes = field(repr=False)
    pepper: bytes = field(repr=False)
    signing: bytes = field(repr=False)

    def signer(self) -> Ed25519PrivateKey:
        """The lane's private signing key."""
        return Ed25519PrivateKey.from_private_bytes(self.signing)

    def public_key(self) -> str:
        """The lane's public key, hexadecimal."""
        return self.signer().public_key().public_bytes_raw().hex()


def make_keys(folder: Path) -> Keys:
    """Make new keys in a folder that has none. Raises Fault `keys.exist`, `keys.not_made`."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Fault("keys.not_made", folder=str(folder), reason=reason) from error
    if any(path.exists() for path in _paths(folder).values()):
        raise Fault("keys.exist", retry=False, folder=str(folder))
    keys = Keys(**{name: secrets.token_bytes(KEY_BYTES) for name in _NAMES})
    keep_keys(folder, keys)
    return keys


def keep_keys(folder: Path, keys: Keys) -> None:
    """Write keys into a folder that has none, or these already. Fault `keys.exist` for others."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, path in _paths(folder).items():
        key: bytes = getattr(keys, name)
        if path.exists():
            if path.read_bytes() != key:
                raise Fault("keys.exist", retry=False, folder=str(folder))
            continue
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
    sync_folder(folder)


def _paths(folder: Path) -> dict[str, Path]:
    return {name: folder / f"{name}.key" for name in _NAMES}


def load_keys(folder: Path) -> Keys:
    """Read the keys of a store. Raises Fault `keys.missing` or `keys.damaged`."""
    found = {}
    for name in _NAMES:
        path = folder / f"{name}.key"
        if not path.is_file():
            raise Fault("keys.missing", retry=False, folder=str(folder))
        found[name] = path.read_bytes()
        if len(found[name]) != KEY_BYTES:
            raise Fault("keys.damaged", retry=False, file=str(path))
    return Keys(**found)
