"""Papers as files: whole, and never one over another."""

from pathlib import Path

import pytest

from counter_app.devices.paper_folder import PaperFolder
from counter_app.domain.errors import Fault


def test_a_paper_is_filed_under_its_name(tmp_path: Path) -> None:
    place = PaperFolder(tmp_path / "new" / "papers").print("receipt-1", b"%PDF")
    assert place == str(tmp_path / "new" / "papers" / "receipt-1.pdf")
    assert Path(place).read_bytes() == b"%PDF"


def test_no_paper_overwrites_another(tmp_path: Path) -> None:
    folder = PaperFolder(tmp_path)
    places = [folder.print("z.1", f"{no}".encode()) for no in range(3)]
    assert [Path(place).name for place in places] == ["z.1.pdf", "z.1-2.pdf", "z.1-3.pdf"]
    assert [Path(place).read_bytes() for place in places] == [b"0", b"1", b"2"]


def test_nothing_half_written_is_left_beside_it(tmp_path: Path) -> None:
    PaperFolder(tmp_path).print("receipt-1", b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == ["receipt-1.pdf"]


def test_a_folder_that_cannot_be_is_a_fault_that_says_where(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(Fault, match=r"printer\.folder") as caught:
        PaperFolder(blocked).print("receipt-1", b"%PDF")
    assert caught.value.values["folder"] == str(blocked)
    assert caught.value.retry
