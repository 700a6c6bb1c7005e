"""The store's keys under a recovery key: the file that lies in every backup.

AES-256-GCM under HKDF-SHA-256 of the recovery key (160 random bits, so no slow hash is needed); the
store's id is bound in. Invariant: the file gives nothing away without the sheet, and is replaced
whole or not at all.
"""

import json
import os
import secrets
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.recovery_code import KEY_BYTES as RECOVERY_BYTES
from counter_app.storage.database import storage_faults, sync_folder
from counter_app.storage.keys import KEY_BYTES, Keys

WRAPPED: Final = "keys.backup"
_VERSION: Final = 1
_PURPOSE: Final = b"counter/keys.backup/1"
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_NAMES: Final = ("database", "pepper", "signing")


def new_recovery_key() -> bytes:
    """Twenty random bytes."""
    return secrets.token_bytes(RECOVERY_BYTES)


def wrap_keys(folder: Path, store_id: str, keys: Keys, recovery: bytes) -> None:
    """Keep a store's keys in `folder` under a recovery key, in place of what was there."""
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    plain = b"".join(getattr(keys, name) for name in _NAMES)
    sealed = AESGCM(_derived(recovery, salt)).encrypt(nonce, plain, _bound(store_id))
    table = {
        "v": _VERSION,
        "store": store_id,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "sealed": sealed.hex(),
    }
    draft = folder / f"{WRAPPED}.new"
    with storage_faults():
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(table, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / WRAPPED)
        sync_folder(folder)


def unwrap_keys(folder: Path, recovery: bytes) -> tuple[str, Keys]:
    """The store's id and its keys, from the file in `folder` and the recovery key.

    Raises Fault `recovery.no_keys` where there is no file, `recovery.keys_damaged`; Refusal
    `recovery.other_sheet` where the key is another sheet's.
    """
    path = folder / WRAPPED
    if not path.is_file():
        raise Fault("recovery.no_keys", retry=False, folder=str(folder))
    try:
        table = json.loads(path.read_text("ascii"))
        version, store_id = table["v"], str(table["store"])
        salt, nonce, sealed = (bytes.fromhex(table[name]) for name in ("salt", "nonce", "sealed"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Fault("recovery.keys_damaged", retry=False, file=str(path)) from error
    if version != _VERSION or len(nonce) != _NONCE_BYTES:
        raise Fault("recovery.keys_damaged", retry=False, file=str(path))
    try:
        plain = AESGCM(_derived(recovery, salt)).decrypt(nonce, sealed, _bound(store_id))
    except InvalidTag as error:
        raise Refusal("recovery.other_sheet") from error
    parts = (plain[at : at + KEY_BYTES] for at in range(0, len(plain), KEY_BYTES))
    return store_id, Keys(**dict(zip(_NAMES, parts, strict=True)))


def _derived(recovery: bytes, salt: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt, _PURPOSE).derive(recovery)


def _bound(store_id: str) -> bytes:
    return _PURPOSE + b"/" + store_id.encode()
