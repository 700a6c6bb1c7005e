"""Checks of what is said: names, descriptions, labels, rows, pictures, glyphs, languages."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QWidget

from counter_app.ui.flows.views import RowState
from counter_app.ui.focus_order import pane_of
from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.fields import AmountField
from counter_app.ui.widgets.paper import PaperPreview
from counter_app.ui.widgets.row_list import RowList
from tests.accessibility.looking import Seen, accessible_name, process, texts, title


def name(seen: Seen) -> list[str]:
    """1: everything that takes the focus has a name of its own in its pane."""
    focusable = [one for one in seen.focusable() if one.isVisible()]
    called = Counter((pane_of(one), accessible_name(one)) for one in focusable)
    found = []
    for one in focusable:
        named = accessible_name(one)
        if not named or named == type(one).__name__:
            found.append(f"{type(one).__name__} has no name")
        elif called[pane_of(one), named] > 1:
            found.append(f"{title(one)} is not the only one in pane {pane_of(one)!r}")
    return found


def description(seen: Seen) -> list[str]:
    """2: a key that shows only an icon, and every key with a hint, tells its shortcut; so does an
    amount.
    """
    found = [
        f"{title(key)} does not tell its key {key.view.hint!r}"
        for key in seen.visible(ActionKey)
        if key.view.hint and key.view.hint not in key.accessibleDescription()
    ]
    found += [
        f"{title(button)} shows only an icon and does not say what it is for"
        for button in seen.clickable()
        if not isinstance(button, ActionKey) and not button.text() and not accessible_name(button)
    ]
    found += [
        f"{title(field.editor)} does not say how to pay it"
        for field in seen.visible(AmountField)
        if not field.editor.accessibleDescription()
    ]
    return found


def label(seen: Seen) -> list[str]:
    """3: a label with a mnemonic has its field, and every field has a label or a name."""
    found = [
        f"{title(one)} has a mnemonic and no field"
        for one in seen.visible(QLabel)
        if "&" in one.text().replace("&&", "")
        and one.textFormat() is not Qt.TextFormat.PlainText
        and one.buddy() is None
    ]
    buddies = {one.buddy() for one in seen.visible(QLabel)}
    found += [
        f"{title(one)} has neither label nor name"
        for one in seen.visible(QLineEdit)
        if not accessible_name(one) and one not in buddies
    ]
    return found


def glyphs(seen: Seen) -> list[str]:
    """13: the font has a sign for every character."""
    font = QRawFont.fromFont(seen.theme.font("body"))
    characters = {char for text in texts(seen) for char in text if not char.isspace()}
    return [
        f"no sign for {char!r} (U+{ord(char):04X})"
        for char in sorted(characters)
        if not font.supportsCharacter(ord(char))
    ]


def words_beside_colour(seen: Seen) -> list[str]:
    """16: a row that stands out tells why by word or mark, not by its colour alone."""
    return [
        f"row {row.name!r} is {row.state} by its colour alone"
        for rows in seen.visible(RowList)
        for row in rows.rows.rows
        if row.state not in {RowState.NORMAL, RowState.PROMOTION, RowState.CAPTION}
        and not (row.icon or row.word or row.chip)
    ]


def tables(seen: Seen) -> list[str]:
    """19: lists have a name, and each of their rows can be read out."""
    found = []
    for view in seen.visible(QAbstractItemView):
        if not accessible_name(view):
            found.append(f"{type(view).__name__} has no name")
        model = view.model()
        for number in range(model.rowCount()):
            index = model.index(number, 0)
            said = str(index.data(_ACCESSIBLE_TEXT) or "")
            if not any(char.isalnum() for char in said):
                found.append(f"row {number + 1} of {accessible_name(view)!r} says nothing")
    return found


_ACCESSIBLE_TEXT = 11  # Qt::AccessibleTextRole


def pictures(seen: Seen) -> list[str]:
    """20: what is only a picture has a name, and its figures can be read beside it."""
    found = [
        f"{type(paper).__name__} has no name"
        for paper in seen.visible(PaperPreview)
        if not accessible_name(paper)
    ]
    found += [
        "a chart has no table that says the same"
        for chart in seen.visible(QWidget)
        if chart.property("chart") and not chart.property("table")
    ]
    found += [
        "a picture stands alone and has no name"
        for one in seen.visible(QLabel)
        if not one.pixmap().isNull() and not accessible_name(one) and not _words_beside(one)
    ]
    return found


def _words_beside(icon: QLabel) -> bool:
    """Whether something that can be read stands in the same box as an icon."""
    parent = icon.parentWidget()
    return parent is not None and any(
        bool(accessible_name(one)) or (isinstance(one, QLabel) and bool(one.text()))
        for one in parent.findChildren(QWidget)
        if one is not icon
    )


def language(seen: Seen) -> list[str]:
    """22: another language changes every text and name; only data may stay as it is."""
    before = {text for text in texts(seen) if _has_words(text)}
    other = "el" if seen.language != "el" else "it"
    seen.switch(other)
    process()
    after = {text for text in texts(seen) if _has_words(text)}
    seen.switch(seen.language)
    process()
    return [
        f"{text!r} is the same in {seen.language} and {other}"
        for text in sorted(before & after)
        if not _is_data(text, seen.data)
    ]


def _has_words(text: str) -> bool:
    return sum(char.isalpha() for char in text) > 1


def _is_data(text: str, data: frozenset[str]) -> bool:
    """Whether nothing but data and figures is in a text."""
    for one in sorted(data, key=len, reverse=True):
        text = text.replace(one, "")
    return not _has_words(text)
