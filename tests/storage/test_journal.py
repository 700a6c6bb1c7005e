"""The journal's bytes: what was published is what is written, and stays readable for ever."""

import hashlib
import json
import re
import runpy
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import cast

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from counter_app.domain import slips
from counter_app.domain.errors import Fault
from counter_app.domain.facts import KINDS, SIGNED, Entry, TillOpened
from counter_app.services.ports import Lane
from counter_app.storage import journal as bodies
from tests.builders import KEYS, a_sale

Published = tuple[int, bytes, bytes, bytes | None]
Check = Callable[[Sequence[Published], str], None]

LANE = Lane(1, 2, 3)
ENTRY = Entry(
    seq=7,
    kind="till_opened",
    wall=1_793_620_800_000,
    business_date="2026-11-02",
    user="101",
    data=TillOpened(float=10_000),
)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    """The published format."""
    return (root / "docs" / "journal.md").read_text("utf-8")


@pytest.fixture(scope="module")
def published(page: str) -> list[Published]:
    """The example of the page: (seq, body, hash, signature)."""
    lines = blocks(page, "text")[0].splitlines()
    return [
        (
            number,
            body.encode(),
            bytes.fromhex(digest),
            None if signature == "-" else bytes.fromhex(signature),
        )
        for number, (body, digest, signature) in enumerate(
            zip(lines[::3], lines[1::3], lines[2::3], strict=True), 1
        )
    ]


@pytest.fixture(scope="module")
def check(page: str, tmp_path_factory: pytest.TempPathFactory) -> Check:
    """The script of the page, as a reader would copy it."""
    path = tmp_path_factory.mktemp("page") / "check.py"
    path.write_text(blocks(page, "python")[0], "utf-8")
    return cast("Check", runpy.run_path(str(path))["check"])


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def public_key(page: str) -> str:
    return str(re.findall(r"`([0-9a-f]{64})`", page)[0])


# ------------------------------------------------------------------------------- the published page


def test_the_published_script_accepts_the_published_example(
    check: Check, page: str, published: list[Published]
) -> None:
    assert len(published) == 3
    check(published, public_key(page))


@pytest.mark.parametrize("at", [0, 1, 2])
def test_the_published_script_refuses_a_changed_body(
    at: int, check: Check, page: str, published: list[Published]
) -> None:
    seq, body, digest, signature = published[at]
    changed = [*published]
    changed[at] = (seq, body.replace(b'"lane":2', b'"lane":3'), digest, signature)
    with pytest.raises(AssertionError, match=f"entry {seq}"):
        check(changed, public_key(page))


def test_the_published_script_refuses_a_changed_signature_and_a_gap(
    check: Check, page: str, published: list[Published]
) -> None:
    seq, body, digest, _ = published[2]
    with pytest.raises(InvalidSignature):
        check([*published[:2], (seq, body, digest, bytes(64))], public_key(page))
    with pytest.raises(AssertionError, match="missing"):
        check([published[0], published[2]], public_key(page))


def test_the_program_reads_hashes_and_verifies_the_published_example(
    page: str, published: list[Published]
) -> None:
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key(page)))
    previous = bodies.GENESIS
    for seq, body, digest, signature in published:
        lane, entry = bodies.read(body)
        assert (lane, entry.seq) == (LANE, seq)
        assert bodies.chain(previous, body) == digest
        assert bodies.is_signed(entry.kind) == (signature is not None)
        assert signature is None or bodies.verifies(key, signature, digest)
        previous = digest


def test_every_kind_and_every_field_is_published(page: str) -> None:
    named = set(re.findall(r"`([a-z0-9_]+)`", page))
    parts = [part for part in vars(slips).values() if isinstance(part, type) and is_dataclass(part)]
    documented = [*KINDS.values(), *parts]
    missing = {
        f"{part.__name__}.{field.name}"
        for part in documented
        for field in fields(part)
        if field.name not in named
    }
    assert missing == set()
    assert KINDS.keys() <= named
    for kind in SIGNED:
        assert f"### `{kind}` (signed)" in page


# -------------------------------------------------------------------------------------- the bytes


def test_a_body_is_canonical_json_with_sorted_keys() -> None:
    body = bodies.encode(ENTRY, LANE)
    read = json.loads(body)
    assert json.dumps(read, sort_keys=True, separators=(",", ":")).encode() == body
    assert read["data"] == {"float": 10_000, "v": 1}


def test_a_body_holds_no_number_with_a_fraction() -> None:
    def refuse(text: str) -> None:
        raise AssertionError(text)

    entry = Entry(seq=8, kind="sale", wall=1, business_date="2026-11-02", user="101", data=a_sale())
    json.loads(bodies.encode(entry, LANE), parse_float=refuse)


def test_what_is_written_is_what_is_read() -> None:
    assert bodies.read(bodies.encode(ENTRY, LANE)) == (LANE, ENTRY)


def test_the_hash_covers_prefix_the_hash_before_and_the_body() -> None:
    previous, body = bytes(range(32)), b"{}"
    expected = hashlib.sha256(b"counter/journal/1" + previous + body).digest()
    assert bodies.chain(previous, body) == expected


def test_a_signature_is_the_key_s_over_the_hash_and_nothing_else() -> None:
    digest = bytes(32)
    signature = bodies.sign(KEYS.signer(), digest)
    public = KEYS.signer().public_key()
    assert bodies.verifies(public, signature, digest)
    assert not bodies.verifies(public, signature, bytes(31) + b"\1")
    assert not bodies.verifies(public, bytes(64), digest)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"v":1}',
        bodies.encode(ENTRY, LANE).replace(b"till_opened", b"till_blessed"),
        bodies.encode(ENTRY, LANE).replace(b'"float":10000', b'"float":"10000"'),
        bodies.encode(ENTRY, LANE).replace(b'"float":10000', b'"float":10000.5'),
        bodies.encode(ENTRY, LANE).replace(b'"v":1},', b'"v":2},'),
        bodies.encode(ENTRY, LANE).replace(b'"v":1,"wall"', b'"v":2,"wall"'),
    ],
    ids=["empty", "list", "bytes", "bare", "kind", "text", "float", "later data", "later envelope"],
)
def test_a_body_that_this_program_does_not_know_is_a_fault_and_never_guessed(body: bytes) -> None:
    for reading in (bodies.decode, bodies.lane_of):
        with pytest.raises(Fault) as caught:
            reading(body)
        assert caught.value.code == "journal.unreadable"
        assert not caught.value.retry


def test_a_business_date_is_a_number_and_back() -> None:
    assert bodies.day_number("2026-11-02") == 20261102
    assert bodies.day_of(20261102).isoformat() == "2026-11-02"
