"""What each step of a set-up shows and asks, already in words.

Invariant: what is wrong with an answer stands under its field, with what to do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from counter_app.domain.catalogue import Product
from counter_app.domain.money import Money
from counter_app.domain.recovery_code import CHECK_DIGITS
from counter_app.domain.staff import NUMBER_DIGITS, PIN_DIGITS
from counter_app.services.catalogues.preview import BadRow, CataloguePreview
from counter_app.services.set_up import Country
from counter_app.ui.flows.keys import Intent, hint
from counter_app.ui.flows.set_up.parts import SettingUp, Step, seen
from counter_app.ui.flows.set_up.views import (
    ChoicePart,
    FactsPart,
    FieldPart,
    KeysPart,
    NotePart,
    PaperPart,
    Part,
    RowsPart,
)
from counter_app.ui.flows.views import KeyKind, KeyView, RowState, RowView, Tone
from counter_app.wording import LANGUAGES, Wording

_STORE_DIGITS: Final = 4
_LANE_DIGITS: Final = 2
_Pairs = tuple[tuple[str, str], ...]


def parts_of(state: SettingUp, wording: Wording) -> tuple[Part, ...]:
    """The parts of the step that one is at, below what came of the last thing that was asked."""
    page = _Page(state, wording)
    wrong = page.wrong("page")
    told: tuple[Part, ...] = ()
    if wrong:
        told = (NotePart(wrong, Tone.ERROR),)
    elif state.told:
        told = (
            NotePart(page.words(f"page.set_up.{state.told}", where=state.told_of), Tone.SUCCESS),
        )
    return (*told, *_PAGES[state.step](page))


@dataclass(frozen=True, slots=True)
class _Page:
    """One step's page while it is put together."""

    state: SettingUp
    wording: Wording

    def words(self, key: str, **values: object) -> str:
        return self.wording.words(key, **values)

    def wrong(self, key: str) -> str:
        error = self.state.problem(key)
        return self.wording.refusal(error) if error else ""

    def asked(self, name: str, *, key: str = "", digits: int = 0, half: bool = False) -> FieldPart:
        """A field with its caption, and its help where there is one."""
        help_key = f"page.set_up.{name}.help"
        return FieldPart(
            name=name,
            caption=self.words(f"page.set_up.{name}"),
            text=self.state.text(name),
            help=self.wording.words(help_key) if self.wording.has(help_key) else "",
            wrong=self.wrong(key or name),
            half=half,
            secret=name.startswith("manager.pin"),
            digits=digits,
        )

    def path(self, name: str, key: str) -> FieldPart:
        """A field for a path, with the key that opens the system's own dialog."""
        choose = KeyView(
            Intent.FIND,
            self.words(f"page.set_up.{key}"),
            "search",
            hint(Intent.FIND),
            kind=KeyKind.CONTROL,
        )
        part = self.asked(name)
        return FieldPart(
            name=name,
            caption=part.caption,
            text=part.text,
            help=part.help,
            wrong=part.wrong,
            choose=choose,
        )

    def option(self, intent: str, text: str, *, chosen: bool) -> KeyView:
        """One key of a choice; readers hear whether it is the chosen one."""
        spoken = self.words("page.set_up.chosen", text=text) if chosen else text
        kind = KeyKind.CHOSEN if chosen else KeyKind.CONTROL
        return KeyView(intent, text, "tick" if chosen else "", kind=kind, spoken=spoken)


def _country(page: _Page) -> tuple[Part, ...]:
    state, wording = page.state, page.wording
    languages = ChoicePart(
        name="language",
        caption=page.words("page.set_up.language"),
        options=tuple(
            page.option(
                f"{Intent.LANGUAGE}:{one}",
                wording.words(f"language.{one}"),
                chosen=one == state.language,
            )
            for one in LANGUAGES
        ),
    )
    countries = ChoicePart(
        name="country",
        caption=page.words("page.set_up.country"),
        options=tuple(
            page.option(
                f"choose:country={one.key}",
                wording.words(f"country.{one.key}"),
                chosen=one.key == state.text("country"),
            )
            for one in state.known.countries
        ),
        wrong=page.wrong("country"),
    )
    chosen = state.known.country(state.text("country"))
    if chosen is None:
        return (languages, countries)
    return (
        languages,
        countries,
        FactsPart(page.words("page.set_up.brings"), _brings(page, chosen)),
    )


def _brings(page: _Page, country: Country) -> _Pairs:
    """What a country's profile settles, in plain words."""
    profile, wording = country.profile, page.wording
    rules = profile.rules_on(page.state.known.today)
    rates = {
        sum((tax.rate for tax in taxes), Decimal()) for taxes in rules.groups.values() if taxes
    }
    listed = ", ".join(wording.percent(rate) for rate in sorted(rates, reverse=True))
    tax = wording.words(f"tax.word.{profile.tax_word}")
    included = "tax.included" if profile.prices_include_tax else "tax.added"
    step = Money(rules.cash.step, profile.currency)
    cash = (
        page.words("page.set_up.cash.rounded", step=step)
        if rules.cash.step > 1
        else page.words("page.set_up.cash.exact")
    )
    papers = page.words(f"page.set_up.papers.{'not_fiscal' if profile.not_fiscal else 'receipt'}")
    return (
        (page.words("page.set_up.currency"), profile.currency.code),
        (tax, page.words(f"page.set_up.{included}", rates=listed)),
        (page.words("page.set_up.cash"), cash),
        (page.words("page.set_up.receipts"), papers),
    )


def _store(page: _Page) -> tuple[Part, ...]:
    return (
        page.asked("store.name"),
        page.asked("store.address.1", key="store.address"),
        page.asked("store.address.2", key="store.address.2"),
        page.asked("store.tax_number"),
        page.asked("store.number", digits=_STORE_DIGITS, half=True),
        page.asked("store.lane", digits=_LANE_DIGITS, half=True),
    )


def _manager(page: _Page) -> tuple[Part, ...]:
    return (
        page.asked("manager.name"),
        page.asked("manager.number", digits=NUMBER_DIGITS),
        page.asked("manager.pin", digits=PIN_DIGITS, half=True),
        page.asked("manager.pin_again", digits=PIN_DIGITS, half=True),
        NotePart(page.words("page.set_up.manager.role")),
    )


def _catalogue(page: _Page) -> tuple[Part, ...]:
    field = page.path("catalogue.file", "choose_file")
    preview = page.state.preview
    if preview is None or not seen(page.state) or not field.text:
        return (field, NotePart(page.words("page.set_up.catalogue.later")))
    return (field, *_preview(page, preview))


def _preview(page: _Page, found: CataloguePreview) -> tuple[Part, ...]:
    plural = page.wording.plural
    parts: list[Part] = []
    if found.bad:
        parts.append(NotePart(plural("page.set_up.catalogue.bad", found.bad), Tone.ERROR))
        rows = tuple(_bad_row(page, bad) for bad in found.worst)
        shown = (
            page.words("page.set_up.catalogue.first_bad", count=len(rows))
            if len(rows) < found.bad
            else ""
        )
        parts.append(RowsPart(page.words("page.set_up.catalogue.bad_rows"), rows, shown))
    else:
        parts.append(NotePart(page.words("page.set_up.catalogue.all_good"), Tone.SUCCESS))
    good = tuple(_good_row(page, number, one) for number, one in enumerate(found.first, start=1))
    if good:
        right = plural("page.set_up.catalogue.rows", found.rows)
        parts.append(RowsPart(page.words("page.set_up.catalogue.first_rows"), good, right))
    return tuple(parts)


def _good_row(page: _Page, number: int, product: Product) -> RowView:
    country = page.state.known.country(page.state.text("country"))
    price = ""
    if product.price is not None and country is not None:
        price = page.wording.money(Money(product.price, country.profile.currency))
    name = product.names.best(page.wording.language)
    detail = " · ".join(part for part in (product.code, product.tax, product.category) if part)
    return RowView(f"good:{number}", name, detail, price, lead=str(number))


def _bad_row(page: _Page, bad: BadRow) -> RowView:
    """Where the row is, and why it cannot be loaded; which file is known."""
    why = page.wording.refusal(bad.why).partition(": ")[2]
    field = str(bad.why.values.get("field", ""))
    where = page.words("page.set_up.catalogue.line", line=bad.line, field=field)
    if not why.startswith(str(bad.why.values.get("value", ""))) or not bad.why.values.get("value"):
        why = f"{why[:1].upper()}{why[1:]}"  # but what stands in the file stays as it is
    return RowView(
        f"bad:{bad.line}", why, where, icon="error",
        state=RowState.UNKNOWN,
    )  # fmt: skip


def _papers(page: _Page) -> tuple[Part, ...]:
    state, chosen = page.state, page.state.text("papers.printer")
    named = [(name, name) for name in state.known.printers]
    options = tuple(
        page.option(f"choose:papers.printer={value}", text, chosen=value == chosen)
        for value, text in (("", page.words("page.set_up.papers.pdf")), *named)
    )
    where = ChoicePart(
        name="papers.printer",
        caption=page.words("page.set_up.papers.printer"),
        options=options,
        wrong=page.wrong("papers.printer"),
    )
    if chosen:
        return (where,)
    none = () if named else (NotePart(page.words("page.set_up.papers.no_printer")),)
    return (where, *none, page.path("papers.folder", "choose_folder"))


def _backups(page: _Page) -> tuple[Part, ...]:
    field = page.path("backup.folder", "choose_folder")
    if field.text and page.state.same_disk == field.text:
        return (field, NotePart(page.words("page.set_up.backup.same_disk")))
    return (field, NotePart(page.words(f"page.set_up.backup.{'daily' if field.text else 'none'}")))


def _check(page: _Page) -> tuple[Part, ...]:
    facts = FactsPart("", (*_store_facts(page), *_place_facts(page)))
    return (facts, NotePart(page.words("page.set_up.check.folder")))


def _store_facts(page: _Page) -> _Pairs:
    text, wording = page.state.text, page.wording
    lines = [text(name) for name in ("store.name", "store.address.1", "store.address.2")]
    numbers = page.words(
        "page.set_up.numbers", store=text("store.number").zfill(4), lane=text("store.lane").zfill(2)
    )
    person = f"{text('manager.name').strip()} · {text('manager.number')}"
    return (
        (page.words("page.set_up.step.country"), wording.words(f"country.{text('country')}")),
        (page.words("page.set_up.language"), wording.words(f"language.{page.state.language}")),
        (
            page.words("page.set_up.step.store"),
            ", ".join(line.strip() for line in lines if line.strip()),
        ),
        (
            page.words("page.set_up.store.tax_number"),
            text("store.tax_number").strip() or page.words("page.set_up.none"),
        ),
        (page.words("page.set_up.number"), numbers),
        (page.words("page.set_up.step.manager"), person),
    )


def _place_facts(page: _Page) -> _Pairs:
    state, text = page.state, page.state.text
    preview = state.preview if seen(state) and text("catalogue.file").strip() else None
    rows = page.wording.plural("page.set_up.catalogue.rows", preview.rows) if preview else ""
    catalogue = f"{preview.source.name} · {rows}" if preview else page.words("page.set_up.none_yet")
    papers = (
        text("papers.printer")
        or text("papers.folder").strip()
        or page.words("page.set_up.own_folder")
    )
    backups = text("backup.folder").strip() or page.words("page.set_up.none")
    return (
        (page.words("page.set_up.step.catalogue"), catalogue),
        (page.words("page.set_up.step.papers"), papers),
        (page.words("page.set_up.step.backups"), backups),
        (page.words("page.set_up.folder"), str(state.known.folder)),
    )


def _sheet(page: _Page) -> tuple[Part, ...]:
    state = page.state
    printer = state.text("papers.printer")
    sub = "" if printer else page.words("page.set_up.sheet.no_printer")
    keys = (
        KeyView(
            Intent.REPRINT, page.words("page.set_up.sheet.print"), "printer",
            hint(Intent.REPRINT), sub, KeyKind.CONTROL, enabled=bool(printer),
        ),
        KeyView(
            Intent.RECEIPT, page.words("page.set_up.sheet.save"), "receipt", hint(Intent.RECEIPT),
            kind=KeyKind.CONTROL,
        ),
    )  # fmt: skip
    pages = state.founded.pages if state.founded else ()
    return (
        page.path("sheet.file", "choose_place"),
        KeysPart(keys),
        page.asked("sheet.digits", digits=CHECK_DIGITS),
        PaperPart(page.words("page.set_up.step.sheet"), pages),
    )


def _done(page: _Page) -> tuple[Part, ...]:
    state, plural = page.state, page.wording.plural
    made = state.founded
    rows = plural("page.set_up.catalogue.rows", made.products) if made and made.products else ""
    skipped = plural("page.set_up.done.skipped", made.skipped) if made and made.skipped else ""
    catalogue = " · ".join(part for part in (rows, skipped) if part)
    if not catalogue:
        catalogue = page.words("page.set_up.done.import", folder=state.folder or "")
    person = page.words("page.set_up.done.person", number=state.text("manager.number"))
    facts = [
        (page.words("page.set_up.folder"), str(state.folder or "")),
        (page.words("page.set_up.step.manager"), person),
        (page.words("page.set_up.step.catalogue"), catalogue),
        *_place_facts(page)[1:3],
    ]
    sheet = state.text("sheet.file").strip()
    saved = (NotePart(page.words("page.set_up.done.sheet", file=sheet)),) if sheet else ()
    return (FactsPart("", tuple(facts)), *saved)


_PAGES: Final[Mapping[Step, Callable[[_Page], tuple[Part, ...]]]] = MappingProxyType(
    {
        Step.COUNTRY: _country,
        Step.STORE: _store,
        Step.MANAGER: _manager,
        Step.CATALOGUE: _catalogue,
        Step.PAPERS: _papers,
        Step.BACKUPS: _backups,
        Step.CHECK: _check,
        Step.SHEET: _sheet,
        Step.DONE: _done,
    }
)
