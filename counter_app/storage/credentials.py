"""PINs as they are kept: HMAC with the pepper, then argon2id; slow on purpose.

Invariant: neither a PIN nor its unpeppered hash is ever stored, and comparing takes constant time.
"""

import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher


class ArgonPinHasher:
    """Argon2id, 64 MiB, 3 passes; `cheap` is for tests only and says so in the hash itself."""

    def __init__(self, pepper: bytes, *, cheap: bool = False) -> None:
        self._pepper = pepper
        self._cheap = cheap

    def hash(self, pin: str) -> str:
        """The stored form of a PIN."""
        return self._hasher().hash(self._peppered(pin))

    def matches(self, stored: str, pin: str) -> bool:
        """Whether this PIN made that stored form."""
        from argon2.exceptions import VerifyMismatchError  # noqa: PLC0415 - start pays for no sign-in

        try:
            return self._hasher().verify(stored, self._peppered(pin))
        except VerifyMismatchError:
            return False

    def _hasher(self) -> "PasswordHasher":
        from argon2 import PasswordHasher, profiles  # noqa: PLC0415 - start pays for no sign-in

        if self._cheap:
            return PasswordHasher.from_parameters(profiles.CHEAPEST)
        return PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)

    def _peppered(self, pin: str) -> bytes:
        return hmac.digest(self._pepper, pin.encode(), "sha256")
