"""The vault: texts that the law may ask to erase, each encrypted under its own key.

Invariant: the journal holds only the random id and the SHA-256 of the ciphertext, so erasing a
record leaves the chain whole.
"""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_NONCE: Final = bytes(12)  # each key encrypts one text once, so a fixed nonce is safe


@dataclass(frozen=True, slots=True)
class Sealed:
    """One encrypted text with its own key."""

    id: str
    key: bytes
    ciphertext: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the ciphertext, hexadecimal."""
        return hashlib.sha256(self.ciphertext).hexdigest()


def seal(text: str) -> Sealed:
    """Encrypt a text under a fresh key and id."""
    key = ChaCha20Poly1305.generate_key()
    record = secrets.token_hex(16)
    sealed = ChaCha20Poly1305(key).encrypt(_NONCE, text.encode(), record.encode())
    return Sealed(record, key, sealed)


def unseal(sealed: Sealed) -> str:
    """The text of a sealed record."""
    plain = ChaCha20Poly1305(sealed.key).decrypt(_NONCE, sealed.ciphertext, sealed.id.encode())
    return plain.decode()
