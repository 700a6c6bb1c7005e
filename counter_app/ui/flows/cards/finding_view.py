"""The card that finds items and checks prices, in words.

Invariant: every row and the chosen item say what it asks at the till; stock is not known, so that
nothing here looks like it.
"""

from decimal import Decimal
from typing import Final

from counter_app.domain.catalogue import Flag, Product, Unit
from counter_app.services.look_up import FoundItem
from counter_app.ui.flows.cards.finding import EVERY
from counter_app.ui.flows.cards.parts import card_key
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.parts import Finding
from counter_app.ui.flows.shop import Shown
from counter_app.ui.flows.views import (
    CardView,
    ChangeView,
    EmptyView,
    HeadView,
    KeyKind,
    KeyView,
    RowView,
    SectionView,
)

_NO_PRICE: Final = "\N{EM DASH}"
_LEAST_LETTERS: Final = 2  # one letter is in every name


def finding_card(finding: Finding, shown: Shown) -> CardView:
    """The card of a search: a scanned item alone, the categories, or the rows found."""
    if finding.checked is not None:
        return _checked(finding, finding.checked, shown)
    if finding.choosing:
        return _categories(finding, shown)
    if not finding.results:
        return _nothing(finding, shown)
    often = len(finding.results) - finding.often
    rows = tuple(
        _row(n, product, shown, often=n >= often) for n, product in enumerate(finding.results)
    )
    section = SectionView(rows, _caption(finding, shown))
    chosen = finding.results[finding.chosen]
    return CardView(
        "find",
        _head(shown),
        text=_details(chosen, finding, shown),
        sections=(section,),
        chosen=str(finding.chosen),
        keys=(_category_key(finding, shown), _take(shown)),
    )


def category_name(category: str, shown: Shown) -> str:
    """A category in words; one without words as the catalogue calls it."""
    key = f"category.{category}"
    return shown.words(key) if shown.wording.has(key) else category.replace("_", " ")


def _head(shown: Shown) -> HeadView:
    words = shown.words
    return HeadView("search", words("page.find.title"), words("page.find.how"), (_close(shown),))


def _close(shown: Shown) -> KeyView:
    spoken = shown.words("page.sale.key.leave")
    return KeyView(Intent.BACK, "", "close", kind=KeyKind.GHOST, spoken=spoken)


def _caption(finding: Finding, shown: Shown) -> str:
    if finding.lately:
        return shown.words("page.find.lately")
    return category_name(finding.category, shown) if finding.category else ""


def _row(n: int, product: Product, shown: Shown, *, often: bool) -> RowView:
    parts = (
        category_name(product.category, shown) if product.category else "",
        product.code,
        *flags(product, shown),
    )
    return RowView(
        str(n),
        product.names.best(shown.wording.language),
        " · ".join(part for part in parts if part),
        _price(product, shown),
        shown.words("page.find.per_kg") if product.unit is Unit.KILOGRAM else "",
        word=shown.words("page.find.often") if often else "",
    )


def flags(product: Product, shown: Shown) -> tuple[str, ...]:
    """What the item asks, or is, in words: `18 and over`, `serial number`."""
    ordered = (flag for flag in Flag if flag in product.flags and flag is not Flag.WEIGHED)
    return tuple(shown.words(f"page.find.flag.{flag}") for flag in ordered)


def _price(product: Product, shown: Shown) -> str:
    return "" if product.price is None else shown.money(product.price)


def _details(product: Product, finding: Finding, shown: Shown) -> str:
    """One sentence about the chosen row: price and tax, what it asks."""
    price = shown.words("page.find.typed_price")
    if product.price is not None:
        price = shown.loud(product.price)
        if product.unit is Unit.KILOGRAM:
            price = f"{price} {shown.words('page.find.per_kg')}"
    parts = (price, _tax(product, finding, shown), *flags(product, shown))
    return " · ".join(part for part in parts if part)


def _tax(product: Product, finding: Finding, shown: Shown) -> str:
    """`VAT 22 % included`, or `plus tax 8.5 %`."""
    word = shown.words(f"tax.word.{finding.taxes.word}")
    rates = dict(finding.taxes.rates).get(product.tax)
    if rates is None:
        return ""
    if not any(rates):
        return shown.words("page.find.no_tax", word=word)
    rate = " + ".join(shown.wording.percent(rate) for rate in rates if rate != Decimal(0))
    key = "page.find.tax_in" if finding.taxes.included else "page.find.tax_on"
    return shown.words(key, word=word, rate=rate)


def _checked(finding: Finding, found: FoundItem, shown: Shown) -> CardView:
    """What was scanned, its price as large as change is."""
    words, product = shown.words, found.product
    unit_price = found.price if found.price is not None else product.price
    weighed = product.unit is Unit.KILOGRAM
    amount = _NO_PRICE if unit_price is None else shown.loud(unit_price)
    detail = [words("page.find.per_kg")] if weighed and unit_price is not None else []
    if found.price is not None:
        detail = [words("page.find.of_label")]
    detail.append(_tax(product, finding, shown))
    if unit_price is None:
        detail = [words("page.find.typed_price")]
    category = category_name(product.category, shown) if product.category else ""
    price = ChangeView(
        words("page.find.price"),
        amount,
        detail=" · ".join(part for part in (*detail, category) if part),
        done=False,
    )
    facts = (
        ("asks", ", ".join(flags(product, shown))),
        ("code", product.code),
        ("quantity", shown.wording.quantity(found.quantity) if found.quantity else ""),
    )
    rows = tuple(
        RowView(name, words(f"page.find.fact.{name}"), figure=text) for name, text in facts if text
    )
    name = product.names.best(shown.wording.language)
    head = HeadView("price-tag", name, words("page.find.not_sold"), (_close(shown),))
    return CardView(
        "find.checked",
        head,
        price,
        sections=(SectionView(rows),),
        keys=(_take(shown),),
    )


def _categories(finding: Finding, shown: Shown) -> CardView:
    words = shown.words
    every = RowView(EVERY, words("page.find.every"), icon="search")
    rows = tuple(
        RowView(str(n), category_name(category, shown))
        for n, category in enumerate(finding.categories, 1)
    )
    section = SectionView((every, *rows), words("page.find.choose"))
    chosen = str(finding.chosen) if finding.chosen else EVERY
    return CardView(
        "find.categories",
        _head(shown),
        sections=(section,),
        chosen=chosen,
        keys=(_category_key(finding, shown),),
    )


def _nothing(finding: Finding, shown: Shown) -> CardView:
    """Nothing yet, or nothing like it: what to do now."""
    words = shown.words
    if len(finding.query) < _LEAST_LETTERS:
        empty = EmptyView("search", words("page.find.type"), words("page.find.type_detail"))
        return CardView("find", _head(shown), empty=empty, keys=(_category_key(finding, shown),))
    key = "page.find.unknown" if finding.missing else "page.find.none"
    empty = EmptyView("search", words(key, query=finding.query), words("page.find.none_detail"))
    sell = card_key(shown, Intent.DEPARTMENT, "price-tag")
    return CardView("find", _head(shown), empty=empty, keys=(_category_key(finding, shown), sell))


def _category_key(finding: Finding, shown: Shown) -> KeyView:
    text = shown.words("page.find.key.category")
    chosen = bool(finding.category)
    if chosen:
        text = category_name(finding.category, shown)
    kind = KeyKind.CHOSEN if chosen or finding.choosing else KeyKind.CONTROL
    return KeyView(Intent.PICK_1, text, "chevron-down", shown.hint(Intent.PICK_1), kind=kind)


def _take(shown: Shown) -> KeyView:
    text = shown.words("page.find.key.take")
    return KeyView(Intent.FINISH, text, "plus", shown.hint(Intent.FINISH), kind=KeyKind.CONTROL)
