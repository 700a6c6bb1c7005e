"""Finds items for somebody at the counter: by name, category or digits of the code, or lately sold.

Invariant: looking changes nothing. Whatever may be slow in a large catalogue is a function of its
own, for a reader; the rest answers while somebody types.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from counter_app.domain.catalogue import Product
from counter_app.domain.search_text import fold
from counter_app.domain.tax_plan import TaxKind
from counter_app.services.look_up import LookUp
from counter_app.services.past_sales import PastSales
from counter_app.services.policies.terms import Terms
from counter_app.services.ports import Catalogue

_LEAST_DIGITS: Final = 3
_LEAST_LETTERS: Final = 3
_SALES: Final = 200  # what counts as lately
_NEWEST: Final = 8
_OFTEN: Final = 8
_ROOM: Final = 4  # as many more are read, for the category leaves some out


@dataclass(frozen=True, slots=True)
class Lately:
    """The items sold last at this lane, the newest first, and beside them those sold most."""

    newest: tuple[Product, ...] = ()
    often: tuple[Product, ...] = ()


class FindItem:
    """Items by what is known of them."""

    def __init__(
        self, look_up: LookUp, catalogue: Catalogue, sales: PastSales, terms: Terms
    ) -> None:
        self._look_up = look_up
        self._catalogue = catalogue
        self._sales = sales
        self._terms = terms

    def at_once(
        self, text: str, limit: int, category: str = "", named: Mapping[str, str] | None = None
    ) -> Sequence[Product]:
        """Products by name, and by the beginning of their code; of one category where it is given.

        `named` are the categories by their name in the user's language: a word that is one of
        them stands for it where nothing else is found.
        """
        if category:
            return self._of_category(text, category, limit)
        found = list(self._look_up.names(text, limit))
        if _digits(text):
            found += self._catalogue.code_begins(text.strip(), limit)
        if not found and named:
            found = list(self._by_named(text, limit, named))
        return _distinct(found)[:limit]

    def by_code_part(self, text: str, limit: int) -> Sequence[Product]:
        """Products with these digits within their code; nothing for other texts. For a reader."""
        return self._catalogue.code_holds(text.strip(), limit) if _digits(text) else ()

    def lately(self) -> Lately:
        """What was sold last, and most often of late. For a reader."""
        sold = self._sales.sold_lately(_SALES)
        most = sorted(sold, key=lambda one: -one.sales)
        newest = self._products([one.code for one in sold], _NEWEST)
        known = {product.code for product in newest}
        often = [one.code for one in most if one.sales > 1 and one.code not in known]
        return Lately(newest, self._products(often, _OFTEN))

    def categories(self) -> Sequence[str]:
        """The categories there are. For a reader."""
        return self._catalogue.categories()

    def rates(self) -> tuple[tuple[str, tuple[Decimal, ...]], ...]:
        """The tax rates of each group today, in percent; an amount per piece is no rate."""
        return tuple(
            (group, tuple(tax.rate for tax in taxes if tax.kind is not TaxKind.PER_UNIT))
            for group, taxes in self._terms.rules().groups.items()
        )

    def _of_category(self, text: str, category: str, limit: int) -> Sequence[Product]:
        found = self._catalogue.search(f"{text} {category}", limit * _ROOM)
        right = [product for product in found if product.category == category]
        begins = fold(text)
        # What the name begins with comes first, as in every search.
        right.sort(key=lambda product: not _begins(product, begins))
        return right[:limit]

    def _by_named(self, text: str, limit: int, named: Mapping[str, str]) -> Sequence[Product]:
        """One word of the text is the beginning of a category's name: the rest is the item's."""
        words = fold(text).split()
        for place, word in enumerate(words):
            if len(word) < _LEAST_LETTERS:
                continue
            for category, name in named.items():
                if any(part.startswith(word) for part in fold(name).split()):
                    rest = " ".join(words[:place] + words[place + 1 :])
                    found = self._of_category(rest, category, limit)
                    if found:
                        return found
        return ()

    def _products(self, codes: Sequence[str], limit: int) -> tuple[Product, ...]:
        found = (self._catalogue.by_code(code) for code in codes)
        return tuple(product for product in found if product is not None)[:limit]


def _digits(text: str) -> bool:
    bare = text.strip()
    return bare.isascii() and bare.isdigit() and len(bare) >= _LEAST_DIGITS


def _begins(product: Product, text: str) -> bool:
    names = product.names
    return any(fold(name).startswith(text) for name in (names.en, names.it, names.el) if name)


def _distinct(products: Sequence[Product]) -> list[Product]:
    return list({product.code: product for product in products}.values())
