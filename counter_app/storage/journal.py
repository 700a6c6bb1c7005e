"""The journal's bytes: canonical body, chained hash, signature; and back to facts.

Invariant: a body is encoded once and never again; hash = SHA-256(b'counter/journal/1' + the hash
before (32 bytes, zeros at first) + body). The format is published in docs/journal.md.
"""

import hashlib
from dataclasses import fields
from datetime import date
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from counter_app import __version__
from counter_app.domain.errors import Fault
from counter_app.domain.facts import KINDS, SIGNED, BasketEnded, Entry, Fact, Sale
from counter_app.domain.slips import SoldLine
from counter_app.services.ports import Lane

FORMAT: Final = 1
GENESIS: Final = bytes(32)
LATE: Final = frozenset({"ages"})
LATE_OF_LINES: Final = frozenset({"serial", "department"})
"""Fields that a body has only where they are not empty."""

_PREFIX: Final = b"counter/journal/1"
_ENCODER: Final = msgspec.json.Encoder(order="sorted")
_FIELDS: Final = {kind: tuple(one.name for one in fields(kind)) for kind in (Sale, BasketEnded)}
_LINE_FIELDS: Final = tuple(one.name for one in fields(SoldLine))


class _Envelope(msgspec.Struct):
    """The envelope without its data, as read back."""

    v: int
    kind: str
    store: int
    lane: int
    epoch: int
    seq: int
    wall: int
    business_date: str
    user: str
    build: str
    data: msgspec.Raw


_ENVELOPE: Final = msgspec.json.Decoder(_Envelope)
_DATA: Final = {kind: msgspec.json.Decoder(fact) for kind, fact in KINDS.items()}
_VERSION: Final = {
    kind: next(one.default for one in fields(fact) if one.name == "v")
    for kind, fact in KINDS.items()
}


def encode(entry: Entry, lane: Lane) -> bytes:
    """The body of an entry: canonical JSON, sorted keys, integers for money."""
    return _ENCODER.encode(
        {
            "v": FORMAT,
            "kind": entry.kind,
            "store": lane.store,
            "lane": lane.lane,
            "epoch": lane.epoch,
            "seq": entry.seq,
            "wall": entry.wall,
            "business_date": entry.business_date,
            "user": entry.user,
            "build": __version__,
            "data": _data(entry.data),
        }
    )


def _data(fact: Fact) -> Fact | dict[str, object]:
    """The fact as it is encoded: fields that came after version 1 of its kind stand in the body
    only where they say something, so that the body of any other fact is what it always was.
    """
    if not isinstance(fact, Sale | BasketEnded):
        return fact
    data = _said(fact, _FIELDS[type(fact)], LATE)
    data["lines"] = [_said(line, _LINE_FIELDS, LATE_OF_LINES) for line in fact.lines]
    return data


def _said(part: object, names: tuple[str, ...], late: frozenset[str]) -> dict[str, object]:
    values = ((name, getattr(part, name)) for name in names)
    return {name: value for name, value in values if value or name not in late}


def decode(body: bytes) -> Entry:
    """The entry that a body holds. Raises Fault `journal.unreadable`."""
    return read(body)[1]


def lane_of(body: bytes) -> Lane:
    """Which lane and epoch wrote a body. Raises Fault `journal.unreadable`."""
    return read(body)[0]


def read(body: bytes) -> tuple[Lane, Entry]:
    """A body's lane and entry. Raises Fault `journal.unreadable`, also for a later program's."""
    try:
        envelope = _ENVELOPE.decode(body)
        kind = envelope.kind
        data: Fact = _DATA[kind].decode(envelope.data)
    except (msgspec.DecodeError, KeyError) as error:
        raise Fault("journal.unreadable", retry=False, reason=str(error)) from error
    if envelope.v != FORMAT or data.v != _VERSION[kind]:
        version = f"{kind} v{envelope.v}.{data.v}"
        raise Fault("journal.unreadable", retry=False, reason=version)
    entry = Entry(
        seq=envelope.seq,
        kind=kind,
        wall=envelope.wall,
        business_date=envelope.business_date,
        user=envelope.user,
        data=data,
    )
    return Lane(envelope.store, envelope.lane, envelope.epoch), entry


def chain(previous: bytes, body: bytes) -> bytes:
    """The hash of an entry after the entry before it."""
    return hashlib.sha256(_PREFIX + previous + body).digest()


def day_number(iso: str) -> int:
    """A business date as the integer YYYYMMDD of the read tables."""
    return int(iso.replace("-", ""))


def day_of(number: int) -> date:
    """The integer YYYYMMDD as a date."""
    return date(number // 10_000, number // 100 % 100, number % 100)


def is_signed(kind: str) -> bool:
    """Whether entries of this kind carry a signature over their hash."""
    return kind in SIGNED


def sign(key: Ed25519PrivateKey, digest: bytes) -> bytes:
    """Ed25519 over an entry's hash, 64 bytes."""
    return key.sign(digest)


def verifies(key: Ed25519PublicKey, signature: bytes, digest: bytes) -> bool:
    """Whether the signature is this key's over this hash."""
    try:
        key.verify(signature, digest)
    except InvalidSignature:
        return False
    return True
