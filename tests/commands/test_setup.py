"""`counter-app setup --config`: one file founds a live store, or every mistake is named."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.bootstrap import Parts, open_counter
from counter_app.commands import run
from counter_app.commands.set_up_store import FoundedAside, known_here
from counter_app.commands.setup import EXAMPLE
from counter_app.commands.unfinished import aside_of
from counter_app.domain.errors import Refusal
from counter_app.domain.rulings import Role
from counter_app.services.found_store import Onlooker, Stage
from counter_app.services.set_up import FirstPerson, SetUp
from counter_app.settings import KEYS_VARIABLE, STORE_VARIABLE, place_of, read_settings

CHEAP = Parts(cheap_pins=True)
GOOD_ROWS = "code,name,price,tax\n9520001000010,Toaster,19.90,standard\n"
BAD_ROW = "9520001000027,Kettle,cheap,standard\n"
PIN = "907351"
CONFIG = """
country = "gr"
language = "el"
[store]
name = "Παντοπωλείο"
address = ["Οδός 1", "105 57 Αθήνα"]
number = 12
lane = 3
[manager]
number = "101"
name = "Ελένη"
pin_file = "pin.txt"
[catalogue]
file = "goods.csv"
[papers]
folder = "papers"
[backup]
folder = "second"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a good set-up file and what it names; the store will lie in `shop`."""
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "shop"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))  # nobody types
    (tmp_path / "setup.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "pin.txt").write_text(f"{PIN}\n", "utf-8")
    (tmp_path / "goods.csv").write_text(GOOD_ROWS, "utf-8")
    return tmp_path


def set_up(*more: str) -> int:
    return run(["setup", "--config", "setup.toml", "--recovery-sheet", "sheet.pdf", *more])


def change(here: Path, *pairs: tuple[str, str]) -> None:
    text = (here / "setup.toml").read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (here / "setup.toml").write_text(text, "utf-8")


def test_a_good_file_founds_a_store_that_opens_with_the_first_person(here: Path) -> None:
    assert set_up() == 0
    counter = open_counter(here / "shop")
    founded = counter.store.founded()
    assert (founded.store_kind, founded.store, founded.lane) == ("live", 12, 3)
    assert (founded.name, founded.language, founded.country) == ("Παντοπωλείο", "el", "GR")
    assert counter.catalogue.count() == 1
    person = counter.use.sign_in.by_number("101", PIN)
    assert (person.role, person.language) == (Role.OWNER, "el")
    assert counter.use.recovery.in_force()
    counter.close()


@pytest.mark.parametrize("country", ["gb", "gr", "it", "us_ny"])
def test_every_country_can_be_founded_in(here: Path, country: str) -> None:
    change(here, ('"gr"', f'"{country}"'))
    assert set_up() == 0
    counter = open_counter(here / "shop")
    assert counter.store.founded().country == country.partition("_")[0].upper()
    counter.close()


def test_what_the_file_says_of_papers_and_backups_is_kept(here: Path) -> None:
    assert set_up() == 0
    settings = read_settings(here / "shop")
    assert settings.paper_folder == here / "papers"
    assert settings.backup_folder == here / "second"
    assert settings.language == "el"


def test_the_sheet_is_written_for_its_owner_only_and_told_to_be_printed(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set_up() == 0
    sheet = here / "sheet.pdf"
    assert sheet.read_bytes().startswith(b"%PDF")
    assert sheet.stat().st_mode & 0o077 == 0
    told = capsys.readouterr().out
    assert str(sheet) in told
    assert "Print it" in told
    assert "counter-app open" in told


def test_every_mistake_is_named_with_its_key_and_nothing_is_founded(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(
        here,
        ('"gr"', '"xx"'),
        ('"el"', '"de"'),
        ('name = "Παντοπωλείο"', 'name = ""\nnmae = "x"'),
        ('address = ["Οδός 1", "105 57 Αθήνα"]', 'address = "Οδός 1"'),
        ("number = 12", "number = 12000"),
        ("lane = 3", 'lane = "three"'),
        ('number = "101"', 'number = "1"'),
        ('name = "Ελένη"', ""),
        ('"goods.csv"', '"none.csv"'),
        ('"second"', '"shop/second"'),
        ("[papers]", "[papers]\nprinter = 3"),
    )
    (here / "pin.txt").write_text("123456\n", "utf-8")
    assert set_up() == 1
    said = capsys.readouterr().err.splitlines()
    assert "setup.toml" in said[0]
    assert "nothing was founded" in said[0]
    keys = [line.split(": ")[0].strip() for line in said[1:]]
    assert set(keys) == {
        "country", "language", "store.name", "store.nmae", "store.address", "store.number",
        "store.lane", "manager.number", "manager.name", "manager.pin", "papers.printer",
        "backup.folder",
    }  # fmt: skip
    assert not (here / "shop").exists()
    assert not aside_of(here / "shop").exists()
    assert not (here / "sheet.pdf").exists()
    assert not (here / "keys").exists()


@pytest.mark.parametrize(
    ("change_to", "told"),
    [
        (('"goods.csv"', '"none.csv"'), ("catalogue.file", "none.csv")),
        (('"second"', '"goods.csv/second"'), ("backup.folder", "goods.csv")),
        (("[papers]", '[papers]\nprinter = "Front desk"'), ("papers.printer", "Front desk")),
        (('pin_file = "pin.txt"', 'pin = "907351"'), ("manager.pin", "pin_file")),
        (('pin_file = "pin.txt"', 'pin_file = "no.txt"'), ("manager.pin_file", "no.txt")),
        (("[manager]", 'tax_number = "0942x"\n[manager]'), ("store.tax_number", "0942x")),
        (("[manager]", "[till]\n[manager]"), ("till", "not known")),
        (('"Οδός 1"', f'"{"x" * 41}"'), ("store.address", "40")),
    ],
)
def test_one_mistake_is_told_in_words_under_its_key(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    change_to: tuple[str, str],
    told: tuple[str, str],
) -> None:
    (key, says) = told
    change(here, change_to)
    assert set_up() == 1
    lines = capsys.readouterr().err.splitlines()[1:]
    assert any(line.startswith(f"  {key}: ") and says in line for line in lines)


def test_without_a_pin_file_the_pin_is_a_line_of_standard_input(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change(here, ('pin_file = "pin.txt"\n', ""))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
    assert set_up() == 0
    assert PIN not in "".join(capsys.readouterr())
    counter = open_counter(here / "shop")
    assert counter.use.sign_in.by_number("101", PIN).name == "Ελένη"
    counter.close()


def test_bad_rows_stop_set_up_unless_they_are_left_out(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "goods.csv").write_text(GOOD_ROWS + BAD_ROW, "utf-8")
    assert set_up() == 1
    assert "catalogue.file: 1 rows of goods.csv" in capsys.readouterr().err
    change(here, ('"goods.csv"', '"goods.csv"\nskip_bad = true'))
    assert set_up() == 0
    skipped = here / "shop" / "catalogue.skipped.csv"
    assert "Kettle" in skipped.read_text("utf-8-sig")
    assert str(skipped) in capsys.readouterr().out


@pytest.mark.parametrize(
    ("sheet", "says"), [("shop/sheet.pdf", "store itself"), ("goods.csv", "already")]
)
def test_a_sheet_is_not_written_into_the_store_nor_over_another_file(
    here: Path, capsys: pytest.CaptureFixture[str], sheet: str, says: str
) -> None:
    assert run(["setup", "--config", "setup.toml", "--recovery-sheet", sheet]) == 1
    said = capsys.readouterr().err
    assert "--recovery-sheet: " in said
    assert says in said
    assert not (here / "shop").exists()


def test_a_store_is_never_founded_over_another_nor_into_a_full_folder(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set_up() == 0
    before = place_of(here / "shop")
    assert run(["setup", "--config", "setup.toml", "--recovery-sheet", "two.pdf"]) == 1
    assert "--store: There is a store" in capsys.readouterr().err
    assert place_of(here / "shop") == before
    (here / "letters").mkdir()
    (here / "letters" / "one.txt").write_text("keep me", "utf-8")
    arguments = ["setup", "--config", "setup.toml", "--recovery-sheet", "two.pdf"]
    assert run([*arguments, "--store", "letters"]) == 1
    assert "--store: " in capsys.readouterr().err


def test_both_files_must_be_named_and_the_example_is_printed(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del here
    assert run(["setup", "--config", "setup.toml"]) == 2
    assert "--recovery-sheet PDF" in capsys.readouterr().err
    assert run(["setup", "--explain"]) == 0
    assert capsys.readouterr().out == EXAMPLE.read_text("utf-8")


def test_the_example_needs_only_its_files_to_found_a_store(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = EXAMPLE.read_text("utf-8").replace("/media/backup", "second")
    (here / "setup.toml").write_text(text, "utf-8")
    (here / "catalogue.csv").write_text(GOOD_ROWS, "utf-8")
    assert set_up() == 0, capsys.readouterr().err


# ------------------------------------------------------------------- founding that is interrupted


def answers(here: Path) -> SetUp:
    return SetUp(
        country="it",
        language="it",
        name="Emporio",
        address=("Via 1",),
        first=FirstPerson("101", "Anna", PIN),
        catalogue=here / "goods.csv",
    )


def begin(here: Path, told: Callable[[Stage], None], cancelled: Callable[[], bool]) -> FoundedAside:
    founding = FoundedAside(here / "shop", CHEAP)
    country = known_here(here / "shop").country("it")
    assert country is not None
    onlooker = Onlooker(lambda stage, _done, _of: told(stage), cancelled)
    founding.begin(answers(here), country, onlooker)
    return founding


@pytest.mark.parametrize("stage", list(Stage))
def test_whatever_kills_a_founding_leaves_no_store_and_set_up_begins_again(
    here: Path, stage: Stage
) -> None:
    class KilledError(BaseException):
        """As SIGKILL would, but nothing is cleaned up after it but what the system does."""

    def kill(reached: Stage) -> None:
        if reached is stage:
            raise KilledError

    with pytest.raises(KilledError):
        begin(here, kill, lambda: False)
    assert not (here / "shop").exists()
    founding = begin(here, lambda _: None, lambda: False)
    founding.save_sheet(here / "sheet.pdf")
    assert founding.keep() == here / "shop"
    open_counter(here / "shop").close()
    assert len(list((here / "keys").iterdir())) == 1


def test_what_a_real_kill_leaves_is_thrown_away_at_the_next_beginning(here: Path) -> None:
    left = FoundedAside(here / "shop", CHEAP)
    country = known_here(here / "shop").country("it")
    assert country is not None
    left.begin(answers(here), country, Onlooker())
    left._waiting.counter.store.close()  # type: ignore[union-attr]  # noqa: SLF001 - the system would
    begin(here, lambda _: None, lambda: False).keep()
    assert not aside_of(here / "shop").exists()
    assert len(list((here / "keys").iterdir())) == 1


def test_two_set_ups_do_not_take_each_others_store(here: Path) -> None:
    first = begin(here, lambda _: None, lambda: False)
    with pytest.raises(Refusal, match="in_use"):
        begin(here, lambda _: None, lambda: False)
    assert first.keep() == here / "shop"


def test_a_founding_can_be_called_off_and_nothing_is_left(here: Path) -> None:
    with pytest.raises(Refusal, match="cancelled"):
        begin(here, lambda _: None, lambda: True)
    assert not (here / "shop").exists()
    assert not aside_of(here / "shop").exists()


def test_a_store_is_kept_only_once_the_sheets_digits_are_keyed_in(here: Path) -> None:
    founding = FoundedAside(here / "shop", CHEAP)
    country = known_here(here / "shop").country("it")
    assert country is not None
    founded = founding.begin(answers(here), country, Onlooker())
    with pytest.raises(Refusal, match="check_digits"):
        founding.prove_sheet("000000" if founded.check != "000000" else "000001")
    founding.prove_sheet(f"{founded.check[:3]} {founded.check[3:]}")
    founding.keep()
    counter = open_counter(here / "shop")
    assert counter.use.recovery.in_force()
    counter.close()
