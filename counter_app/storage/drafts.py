"""Drafts as bytes: the open basket with its tenders, saved at every change.

Invariant: decode(encode(draft)) == draft; a draft that cannot be read is a Fault, never a crash.
"""

from typing import Final

import msgspec

from counter_app.domain.errors import Fault
from counter_app.services.drafts import Draft

_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(Draft)


def encode(draft: Draft) -> bytes:
    """The bytes of a draft."""
    return _ENCODER.encode(draft)


def decode(body: bytes) -> Draft:
    """The draft of these bytes. Raises Fault `draft.unreadable`."""
    try:
        return _DECODER.decode(body)
    except msgspec.DecodeError as error:
        raise Fault("draft.unreadable", retry=False, reason=str(error)) from error
