"""The catalogues: three languages that say the same, and all that the program asks for."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from counter_app.domain.errors import Fault
from counter_app.services.resources import resource_dir
from counter_app.wording.catalogues import LANGUAGES, parse_po, read_catalogue

TEXTS = {language: read_catalogue(language) for language in LANGUAGES}

SAME = {
    "PIN": "used as it is in both languages",
    "kg": "symbol of the SI",
    "Badge": "Italian took the word over",
    "AID {value}": "the name of the field in EMV",
    "PIN {pin}": "used as it is in both languages",
    "Z {z}": "the letter that every till prints on its closing",
    "A+": "a sign for larger text",
    "English": "a language is named in itself",
    "Italiano": "a language is named in itself",
    "Ελληνικά": "a language is named in itself",
    "chip": "Italian took the word over",
    "contactless": "Italian took the word over",
    "zero": "the same word",
}
"""Texts that Italian or Greek shares with English, each with its reason."""


def _calls(root: Path, *names: str) -> Iterator[tuple[str, str, set[str | None]]]:
    """Calls in the program whose key is written out: called name, key, names of the values."""
    for path in sorted((root / "counter_app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            first, called = node.args[0], node.func
            name = getattr(called, "attr", None) or getattr(called, "id", None)
            if name in names and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield name, first.value, {keyword.arg for keyword in node.keywords}


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_text_exists_in_every_language() -> None:
    everywhere = set.intersection(*map(set, TEXTS.values()))
    lacking = sorted(set().union(*TEXTS.values()) - everywhere)
    assert lacking == []


def test_no_text_is_empty_or_has_spaces_around_it() -> None:
    assert not [
        (language, key)
        for language, texts in TEXTS.items()
        for key, text in texts.items()
        if not text or text != text.strip()
    ]


def test_a_text_asks_for_the_same_values_in_every_language() -> None:
    wrong = [
        key
        for key, text in TEXTS["en"].items()
        for other in ("it", "el")
        if _placeholders(text) != _placeholders(TEXTS[other].get(key, text))
    ]
    assert not wrong


def test_placeholders_are_plain_names_so_that_values_are_only_data() -> None:
    names = {
        name for texts in TEXTS.values() for text in texts.values() for name in _placeholders(text)
    }
    assert not [name for name in names if not name.isidentifier()]


def test_a_text_that_is_the_same_in_two_languages_has_its_reason() -> None:
    same = [
        (language, key, text)
        for language in ("it", "el")
        for key, text in TEXTS[language].items()
        if text == TEXTS["en"][key] and text not in SAME and any(_letters(text))
    ]
    assert not same


def _letters(text: str) -> Iterator[str]:
    for literal, _, _, _ in string.Formatter().parse(text):
        yield from filter(str.isalpha, literal)


def test_no_sentence_shouts() -> None:
    assert not [key for texts in TEXTS.values() for key, text in texts.items() if "!" in text]


def test_greek_is_written_in_greek_letters() -> None:
    """A Latin o or A inside a Greek word looks right and is not found by a search."""
    mixed = [
        (key, word)
        for key, text in TEXTS["el"].items()
        for word in text.replace("{", " {").replace("}", "} ").split()
        if not word.startswith("{") and _mixes_scripts(word)
    ]
    assert not mixed


def _mixes_scripts(word: str) -> bool:
    for part in word.replace("-", " ").replace("/", " ").split():
        letters = [letter for letter in part if letter.isalpha()]
        greek = sum("\u0370" <= letter <= "\u03ff" or letter >= "\u1f00" for letter in letters)
        if 0 < greek < len(letters):
            return True
    return False


def test_both_forms_of_a_plural_are_there() -> None:
    keys = set(TEXTS["en"])
    alone = [key for key in keys if key.endswith(".one") and f"{key[:-4]}.other" not in keys]
    assert not alone


FAMILIES = {"Refusal": "refusal", "Fault": "fault"}


def test_every_error_that_the_program_raises_has_its_words(root: Path) -> None:
    codes = {f"{FAMILIES[name]}.{code}" for name, code, _ in _calls(root, *FAMILIES)}
    missing = sorted(codes.difference(TEXTS["en"]))
    assert codes
    assert missing == []


def test_every_error_brings_the_values_that_its_sentence_names(root: Path) -> None:
    lacking = [
        (key, sorted(wanted))
        for name, code, given in _calls(root, *FAMILIES)
        if (key := f"{FAMILIES[name]}.{code}") in TEXTS["en"] and None not in given
        if (wanted := _placeholders(TEXTS["en"][key]).difference(given))
    ]
    assert lacking == []


def test_every_text_that_the_program_asks_for_is_there(root: Path) -> None:
    asked = {key for _, key, _ in _calls(root, "words")}
    plurals = {key for _, key, _ in _calls(root, "plural")}
    wanted = asked | {f"{key}.{form}" for key in plurals for form in ("one", "other")}
    missing = sorted(wanted.difference(TEXTS["en"]))
    assert missing == []


def test_no_text_is_kept_that_nobody_asks_for(root: Path) -> None:
    trees = [ast.parse(p.read_text("utf-8")) for p in (root / "counter_app").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    written = {node.value for node in nodes if isinstance(node, ast.Constant)}
    made = [re.compile(_made(node)) for node in nodes if isinstance(node, ast.JoinedStr)]
    unasked = [
        key
        for key in TEXTS["en"]
        if not any(name in written or any(m.fullmatch(name) for m in made) for name in _names(key))
    ]
    assert unasked == []


def _made(joined: ast.JoinedStr) -> str:
    """What a key that is put together may be; nothing where it does not begin with its place."""
    first = joined.values[0]
    if not (isinstance(first, ast.Constant) and "." in str(first.value)):
        return "(?!)"
    parts = [
        re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in joined.values
    ]
    return "".join(parts)


_FAMILY = re.compile(r"^(refusal\.rule\.\w+|refusal|fault|rule|verify)\.")


def _names(key: str) -> Iterator[str]:
    """A key as a program may ask for it: without plural form, second line and family of codes."""
    whole = re.sub(r"\.(one|other)$", "", key)
    for name in (key, whole, whole.removesuffix("_detail")):
        yield name
        yield _FAMILY.sub("", name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_reader_and_babel_read_the_same_texts(language: str) -> None:
    with (resource_dir() / "translations" / f"{language}.po").open("rb") as file:
        known = {str(message.id): str(message.string) for message in read_po(file) if message.id}
    assert known == TEXTS[language]


def test_escapes_comments_and_continued_lines_are_read_as_babel_reads_them() -> None:
    lines = [
        'msgid ""',
        'msgstr "Language: en\\n"',
        "",
        "# a comment",
        'msgid "quote"',
        'msgstr "say \\"yes\\" \\\\ "',
        '"and\\nno"',
    ]
    known = {message.id: message.string for message in read_po(lines) if message.id}
    assert parse_po(lines) == known == {"quote": 'say "yes" \\ and\nno'}


@pytest.mark.parametrize(
    "line", ['msgctxt "a"', "msgid a", 'msgid "a', 'msgid "a" b', "words", '"alone"', "msgid"]
)
def test_a_line_that_is_no_catalogue_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 1: "):
        parse_po([line])


def test_a_language_without_a_catalogue_is_a_fault_that_names_the_file() -> None:
    with pytest.raises(Fault, match=r"wording\.catalogue") as fault:
        read_catalogue("xx")
    assert fault.value.values["file"] == "xx.po"
    assert not fault.value.retry
