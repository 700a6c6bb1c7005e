"""What all papers of a store share: its block of name and address, stamps, amounts, local times.

Invariant: a paper of a store that is not live says so first and last; no word is written here.
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Final

from counter_app.documents.lettering import HEAD, SMALL, STAMP, STORE, fitted, printable
from counter_app.documents.page import WIDTH, PdfAbout, Strip
from counter_app.domain.facts import StoreFounded
from counter_app.domain.money import Money
from counter_app.domain.store_profile import StoreProfile
from counter_app.domain.tax import Tax
from counter_app.wording import Wording

_LIVE: Final = "live"
_LEAST_STORE_NAME: Final = 11


@dataclass(frozen=True, slots=True)
class Frame:
    """A store's papers in one language. `zone` None is the machine's own."""

    founded: StoreFounded
    profile: StoreProfile
    wording: Wording
    zone: tzinfo | None = None

    def money(self, minor: int) -> str:
        """An amount without its currency."""
        return self.wording.money(Money(minor, self.profile.currency))

    def total(self, minor: int) -> str:
        """An amount with its currency's code: thermal printers do not all have the signs."""
        return f"{self.money(minor)} {self.profile.currency.code}"

    def moment(self, wall: int) -> datetime:
        """Local time of milliseconds UTC."""
        seconds, milliseconds = divmod(wall, 1000)
        moment = datetime.fromtimestamp(seconds, UTC).replace(microsecond=milliseconds * 1000)
        return moment.astimezone(self.zone)

    def date_time(self, wall: int) -> str:
        """`21/11/2026 14:33`."""
        return self.wording.date_time(self.moment(wall))

    def taxes(self) -> Mapping[str, Tax]:
        """What the profile says of each tax."""
        return {
            dated.tax.id: dated.tax for group in self.profile.groups.values() for dated in group
        }

    def tax_word(self) -> str:
        """`VAT`."""
        return self.wording.words(f"tax.word.{self.profile.tax_word}")

    def about(self, title: str) -> PdfAbout:
        """The PDF's own title, author and language."""
        return PdfAbout(title, self.founded.name, self.founded.store_kind, self.wording.language)

    @property
    def live(self) -> bool:
        """Whether sales here are real."""
        return self.founded.store_kind == _LIVE

    def stamp(self, strip: Strip) -> None:
        """Nothing in a live store."""
        if not self.live:
            strip.stamp(self.wording.words(f"paper.stamp.{self.founded.store_kind}"), STAMP)

    def head(self, strip: Strip) -> None:
        """The stamp, and whose paper this is."""
        self.stamp(strip)
        founded = self.founded
        name = printable(founded.name)
        strip.centred(name, fitted(name, STORE, WIDTH, _LEAST_STORE_NAME))
        for row in founded.address:
            strip.centred(printable(row), SMALL)
        if founded.tax_number:
            key = f"paper.tax_number.{self.profile.tax_word}"
            strip.centred(self.wording.words(key, number=founded.tax_number), SMALL)
        strip.rule()

    def foot(self, strip: Strip, words: str = "") -> None:
        """Last words, and the stamp again."""
        if words:
            strip.space(6)
            strip.centred(words, HEAD)
        if not self.live:
            strip.space(6)
            self.stamp(strip)


def third_party_text(parts: tuple[str, ...], digest: bytes, signature: bytes) -> str:
    """What the QR code says: the parts, 16 bytes of the entry's hash in hexadecimal, signature.

    Separated by `|`; the signature is Ed25519 over the whole hash, base64url without padding.
    """
    return "|".join((*parts, digest[:16].hex(), signature_text(signature)))


def signature_text(signature: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(signature).decode("ascii").rstrip("=")


def utc_text(wall: int) -> str:
    """ISO 8601 to the second: `2026-11-21T14:33:05Z`."""
    return datetime.fromtimestamp(wall // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
