"""Folders that somebody names."""

from pathlib import Path

import pytest

from counter_app.domain.errors import Fault
from counter_app.services.program.folders import check_writable, same_disk, whole_path
from tests.refusals import refused


def test_a_path_is_whole_or_begins_somewhere(tmp_path: Path) -> None:
    assert whole_path(f" {tmp_path} ") == tmp_path
    assert whole_path("papers", tmp_path) == tmp_path / "papers"
    assert whole_path("~/papers") == Path.home() / "papers"
    with refused("folder.partial"):
        whole_path("papers")


def test_a_folder_that_can_be_written_is_made_and_left_empty(tmp_path: Path) -> None:
    check_writable(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []


def test_a_folder_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Fault, match="not_written"):
        check_writable(tmp_path / "file" / "b")


def test_folders_of_one_disk_are_told_made_yet_or_not(tmp_path: Path) -> None:
    assert same_disk(tmp_path, tmp_path / "not" / "made" / "yet")
    assert not same_disk(tmp_path, Path("/proc"))
