"""Carries out what finding items and receipts asks for.

Invariant: what answers while somebody types is asked at once; whatever may take longer goes to a
reader, and the answer to an earlier question is never shown in the place of a later one.
"""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Final

from counter_app.domain.catalogue import Product
from counter_app.domain.errors import CounterError
from counter_app.services.find_item import Lately
from counter_app.services.find_receipt import Receipts, Sought
from counter_app.ui.flows.cards.finding_events import (
    CategoriesListed,
    Checked,
    FindEffect,
    ListCategories,
    ReceiptsFound,
    Search,
    Searched,
    Seek,
    StopSeeking,
    Taxes,
)
from counter_app.ui.flows.selling.events import Event, Told
from counter_app.ui.flows.selling.parts import Note
from counter_app.ui.flows.views import Tone
from counter_app.ui.presenters.desk import Desk
from counter_app.ui.tasks import Ticket

_MOST_FOUND: Final = 30
_CHECKED: Final = 4  # how many of the last price checks are offered again


class FindingThings:
    """The searches of the selling page."""

    def __init__(self, desk: Desk, dispatch: Callable[[Event], None], language: str) -> None:
        self._desk, self._dispatch = desk, dispatch
        self.language = language
        self._checked: deque[Product] = deque(maxlen=_CHECKED)
        self._categories: tuple[str, ...] = ()
        self._seeking: Ticket | None = None
        self._searching: Ticket | None = None

    def run(self, effect: FindEffect) -> None:
        """Do it."""
        match effect:
            case Search():
                self._search(effect)
            case ListCategories():
                self._list_categories()
            case Checked(product=product):
                self._keep(product)
            case Seek(sought=sought):
                self._seek(sought)
            case StopSeeking():
                self._forget()

    def _search(self, effect: Search) -> None:
        if self._searching is not None:
            self._searching.forget()
            self._searching = None
        find = self._desk.use.find_item
        text, category = effect.query, effect.category
        if not text and not category:
            self._dispatch(Searched(text, (), taxes=self._taxes()))
            work, done = find.lately, self._lately
            self._searching = self._desk.tasks.query(work, done, self._fail)
            return
        found = tuple(find.at_once(text, _MOST_FOUND, category, self._named()))
        self._dispatch(Searched(text, found, category, taxes=self._taxes()))
        if not category and len(found) < _MOST_FOUND and text.isdigit():
            self._search_codes(text, found)

    def _search_codes(self, text: str, before: tuple[Product, ...]) -> None:
        """Digits anywhere in a code: reading all codes takes too long to wait for it."""
        find = self._desk.use.find_item

        def done(found: tuple[Product, ...]) -> None:
            both = {product.code: product for product in (*before, *found)}
            if len(both) > len(before):
                self._dispatch(Searched(text, tuple(both.values())[:_MOST_FOUND]))

        work = partial(find.by_code_part, text, _MOST_FOUND)
        self._searching = self._desk.tasks.query(lambda: tuple(work()), done, self._fail)

    def _lately(self, lately: Lately) -> None:
        """What somebody asked for last stands before what was sold last."""
        asked = tuple(reversed(self._checked))
        known = {product.code for product in asked}
        newest = (*asked, *(one for one in lately.newest if one.code not in known))
        often = tuple(one for one in lately.often if one.code not in known)
        self._dispatch(Searched("", (), lately=Lately(newest, often)))

    def _keep(self, product: Product) -> None:
        kept = [one for one in self._checked if one.code != product.code]
        self._checked = deque((*kept, product), maxlen=_CHECKED)

    def _list_categories(self) -> None:
        find = self._desk.use.find_item
        self._desk.tasks.query(lambda: tuple(find.categories()), self._listed, self._fail)

    def _listed(self, categories: tuple[str, ...]) -> None:
        self._categories = categories
        self._dispatch(CategoriesListed(categories))

    def _taxes(self) -> Taxes:
        shop = self._desk.shop
        return Taxes(shop.tax_word, shop.tax_included, self._desk.use.find_item.rates())

    def _named(self) -> dict[str, str]:
        """The categories by their names in this language, as far as they are known yet."""
        wording = self._desk.wording(self.language)
        keys = {category: f"category.{category}" for category in self._categories}
        return {one: wording.words(key) for one, key in keys.items() if wording.has(key)}

    def _seek(self, sought: Sought) -> None:
        self._forget()
        find = self._desk.use.find_receipt

        def done(receipts: Receipts) -> None:
            self._dispatch(ReceiptsFound(sought, receipts))

        self._seeking = self._desk.tasks.query(lambda: find.page(sought), done, self._fail)

    def _forget(self) -> None:
        if self._seeking is not None:
            self._seeking.forget()
            self._seeking = None

    def _fail(self, error: CounterError) -> None:
        self._dispatch(Told(Note(error=error, tone=Tone.ERROR)))
