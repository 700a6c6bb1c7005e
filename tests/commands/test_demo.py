"""The demo store is kept between runs, and made anew only when nobody has it open."""

from pathlib import Path

import pytest

from counter_app.commands.demo import demo_counter
from counter_app.domain.errors import Fault, Refusal
from counter_app.settings import KEYS_VARIABLE


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    return tmp_path / "demo"


def float_in(folder: Path, amount: int) -> None:
    counter = demo_counter(folder, fresh=False)
    counter.use.run_till.open(amount, "104")
    counter.close()


def test_what_happened_in_the_demo_is_there_at_the_next_start(folder: Path) -> None:
    float_in(folder, 15000)
    counter = demo_counter(folder, fresh=False)
    session = counter.use.run_till.session()
    counter.close()
    assert session is not None
    assert session.float == 15000


def test_a_fresh_demo_forgets_the_old_one_and_its_keys(folder: Path) -> None:
    float_in(folder, 15000)
    counter = demo_counter(folder, fresh=True)
    session = counter.use.run_till.session()
    counter.close()
    assert session is None
    assert len(list((folder.parent / "keys").iterdir())) == 1


def test_a_demo_that_is_open_elsewhere_is_not_thrown_away(folder: Path) -> None:
    counter = demo_counter(folder, fresh=False)
    with pytest.raises(Refusal):
        demo_counter(folder, fresh=True)
    assert counter.use.catalogue.count() > 0
    counter.close()


def test_a_broken_demo_can_be_made_anew(folder: Path) -> None:
    demo_counter(folder, fresh=False).close()
    (folder / "counter.db").write_bytes(b"not a database")
    counter = demo_counter(folder, fresh=True)
    counter.close()


def test_a_folder_that_is_no_store_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("keep me", "utf-8")
    with pytest.raises(Fault, match="folder_taken"):
        demo_counter(folder, fresh=True)
    assert (folder / "letter.txt").read_text("utf-8") == "keep me"
