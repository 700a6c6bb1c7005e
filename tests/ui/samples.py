"""Sample views in three languages, for pictures and for the checks that must hold on every page."""

from counter_app.ui.flows.views import (
    AmountView,
    BalanceView,
    BasketView,
    ChangeView,
    EmptyView,
    HeadView,
    KeyKind,
    KeyView,
    MessageView,
    PaymentRowView,
    Piece,
    PillView,
    RowState,
    RowView,
    ScanLineView,
    SectionView,
    ShellView,
    StatusView,
    Tone,
)

LANGUAGES = ("en", "it", "el")
_WORDS: dict[str, tuple[str, str, str]] = {
    "store": ("0012 Lakeside", "0012 Lungolago", "0012 Παραλία"),
    "lane": ("Lane 03", "Cassa 03", "Ταμείο 03"),
    "till_open": ("Till open", "Cassa aperta", "Ταμείο ανοιχτό"),
    "prompt": (
        "Scan an item, a receipt, a badge or a card",
        "Scansiona un articolo, uno scontrino, un badge o una carta",
        "Σαρώστε είδος, απόδειξη, κάρτα προσωπικού ή κάρτα πληρωμής",
    ),
    "basket": ("Basket", "Carrello", "Καλάθι"),
    "items": ("4 items · 1 return", "4 articoli · 1 reso", "4 είδη · 1 επιστροφή"),
    "undo": ("Undo", "Annulla azione", "Αναίρεση"),
    "kettle": ("Kettle 1.7 L", "Bollitore 1,7 L", "Βραστήρας 1,7 L"),
    "toaster": ("Toaster, 2 slices", "Tostapane 2 fette", "Φρυγανιέρα 2 θέσεων"),
    "towel": (
        "Kitchen towels, set of 3",
        "Strofinacci da cucina, 3 pezzi",
        "Πετσέτες κουζίνας, σετ 3 τεμ.",
    ),
    "lamp": ("Desk lamp, white", "Lampada da tavolo, bianca", "Επιτραπέζιο φωτιστικό, λευκό"),
    "return": ("Return", "Reso", "Επιστροφή"),
    "why": (
        "too noisy · goes to the shelf",
        "troppo rumoroso · torna a scaffale",
        "θορυβώδης · πίσω στο ράφι",
    ),
    "promo": (
        "Kitchen textiles: second at half price",
        "Tessili cucina: il secondo a metà prezzo",
        "Υφάσματα κουζίνας: το δεύτερο στη μισή τιμή",
    ),
    "pays": ("Customer pays", "Il cliente paga", "Πληρώνει ο πελάτης"),
    "vat": ("VAT included 8.63", "IVA inclusa 9,33", "Με ΦΠΑ 10,02"),
    "added": (
        "Toaster added as a return",
        "Il tostapane è entrato come reso",
        "Η φρυγανιέρα μπήκε ως επιστροφή",
    ),
    "paid": (
        "The customer paid 24.90 on 2 November",
        "Il cliente ha pagato 24,90 il 2 novembre",
        "Ο πελάτης πλήρωσε 24,90 στις 2 Νοεμβρίου",
    ),
    "amount": ("Amount", "Importo", "Ποσό"),
    "exact": ("Exact", "Esatto", "Ακριβές"),
    "cash": ("Cash", "Contanti", "Μετρητά"),
    "card": ("Card", "Carta", "Κάρτα"),
    "gift": ("Gift or credit", "Regalo o credito", "Δώρο ή πίστωση"),
    "gift_short": ("Gift", "Regalo", "Δώρο"),
    "complete": ("Complete", "Concludi", "Ολοκλήρωση"),
    "first": ("Take payment first", "Prima il pagamento", "Πρώτα η πληρωμή"),
    "payment": ("Payment", "Pagamento", "Πληρωμή"),
    "in_all": (
        "51.75 in all · 30.00 received",
        "51,75 in tutto · 30,00 ricevuti",
        "51,75 συνολικά · ελήφθησαν 30,00",
    ),
    "still": ("Still to pay", "Ancora da pagare", "Υπόλοιπο πληρωμής"),
    "change": ("Change", "Resto", "Ρέστα"),
    "drawer": ("Drawer open", "Cassetto aperto", "Συρτάρι ανοιχτό"),
    "received": ("Received", "Ricevuto", "Εισπράχθηκαν"),
    "type": (
        "Type an amount, then press a payment key",
        "Digita un importo, poi un tasto di pagamento",
        "Πληκτρολογήστε ποσό και πατήστε πλήκτρο πληρωμής",
    ),
    "approved": ("Approved", "Approvata", "Εγκρίθηκε"),
    "auth": ("auth 018442 · 14:33", "aut. 018442 · 14:33", "έγκρ. 018442 · 14:33"),
    "receipt": ("Receipt", "Scontrino", "Απόδειξη"),
    "price": ("Price", "Prezzo", "Τιμή"),
    "discount": ("Discount", "Sconto", "Έκπτωση"),
    "no_receipt": ("No receipt", "Senza scontrino", "Χωρίς απόδ."),
    "customer": ("Customer", "Cliente", "Πελάτης"),
    "promotions": ("Promotions", "Promozioni", "Προσφορές"),
    "suspend": ("Suspend", "Sospendi", "Αναμονή"),
    "recall": ("Recall", "Riprendi", "Επαναφορά"),
    "till": ("Till", "Cassetto", "Συρτάρι"),
    "incident": ("Incident", "Segnalazione", "Συμβάν"),
    "help": ("Help", "Aiuto", "Βοήθεια"),
    "begin": ("Scan to begin", "Scansiona per iniziare", "Σαρώστε για να αρχίσετε"),
    "begin_detail": (
        "An item sells. A receipt opens what can come back.",
        "Un articolo si vende. Uno scontrino mostra cosa può tornare.",
        "Ένα είδος πωλείται. Μια απόδειξη δείχνει τι επιστρέφεται.",
    ),
}
_RAIL = (
    ("receipt", "receipt", "F3"),
    ("price", "price-tag", "F4"),
    ("discount", "discount", "F5"),
    ("no_receipt", "return", "F6"),
    ("customer", "customer", "F7"),
    ("promotions", "promotion", "F8"),
    ("suspend", "suspend", "Ctrl H"),
    ("recall", "recall", "Ctrl R"),
    ("till", "till", "Ctrl T"),
    ("incident", "incident", "Ctrl I"),
    ("help", "help", "F1"),
)


class Sample:
    """The views of one language."""

    def __init__(self, language: str) -> None:
        self._place = LANGUAGES.index(language)

    def say(self, key: str) -> str:
        return _WORDS[key][self._place]

    def money(self, minor: int) -> str:
        mark = "." if self._place == 0 else ","
        sign = "‒" if minor < 0 else ""
        return f"{sign}{abs(minor) // 100}{mark}{abs(minor) % 100:02}"

    def euro(self, minor: int) -> str:
        text = self.money(minor)
        return f"€{text}" if self._place == 0 else f"{text}\N{NO-BREAK SPACE}€"

    def rail(self) -> tuple[KeyView, ...]:
        return tuple(
            KeyView(key, self.say(key), icon=icon, hint=hint, enabled=key != "discount")
            for key, icon, hint in _RAIL
        )

    def empty(self) -> EmptyView:
        return EmptyView("scan", self.say("begin"), self.say("begin_detail"))

    def rows(self) -> tuple[RowView, ...]:
        say, money = self.say, self.money
        return (
            RowView("1", say("kettle"), f"1 × {money(2990)}", money(2990), lead="1"),
            RowView(
                "2",
                say("toaster"),
                say("why"),
                money(-2490),
                icon="return",
                word=say("return"),
                state=RowState.RETURN,
            ),
            RowView("3", say("towel"), f"2 × {money(850)}", money(1700), lead="3", ruled=False),
            RowView("3p", say("promo"), figure=money(-425), state=RowState.PROMOTION),
            RowView("4", say("lamp"), f"1 × {money(3400)}", money(3400), lead="4"),
        )

    def head(self) -> HeadView:
        tools = (
            KeyView("print", "", icon="printer", kind=KeyKind.GHOST, spoken="Print"),
            KeyView("close", "", icon="close", kind=KeyKind.GHOST, spoken="Close"),
        )
        return HeadView("cash", self.say("payment"), self.say("in_all"), tools)

    def still(self) -> ChangeView:
        return ChangeView(self.say("still"), self.euro(2175), detail=self.say("type"), done=False)

    def change(self) -> ChangeView:
        coins = ((1000, True), (500, True), (200, False), (100, False), (20, False), (5, False))
        pieces = tuple(
            Piece(str(value // 100) if value >= 100 else self.money(value), note)
            for value, note in coins
        )
        return ChangeView(
            self.say("change"), self.euro(1825), pill=self.say("drawer"), pieces=pieces
        )

    def received(self) -> SectionView:
        card = RowView(
            "p1",
            f"{self.say('card')} ····4242",
            self.say("auth"),
            self.money(3000),
            icon="card",
            word=self.say("approved"),
        )
        gone = RowView(
            "p2",
            "Gift card ····7781",
            "balance 0.00 · nothing was taken",
            self.money(0),
            icon="gift-card",
            word="Not charged",
            state=RowState.DECLINED,
        )
        return SectionView((card, gone), self.say("received"), self.money(3000))

    def payment(self) -> PaymentRowView:
        say, soft = self.say, KeyKind.TENDER
        return PaymentRowView(
            (
                KeyView("cash", say("cash"), "cash", "F9", kind=soft),
                KeyView("card", say("card"), "card", "F10", kind=soft),
                KeyView(
                    "gift", say("gift"), "gift-card", "F11", kind=soft, short=say("gift_short")
                ),
                KeyView(
                    "finish",
                    say("complete"),
                    "tick",
                    "F12",
                    say("first"),
                    KeyKind.PRIMARY,
                    enabled=False,
                ),
            ),
            AmountView(say("amount"), self.money(5175)),
            (
                KeyView("exact", say("exact"), kind=KeyKind.CONTROL),
                *(KeyView(f"note-{n}", n, kind=KeyKind.CONTROL) for n in ("55", "60", "100")),
            ),
        )

    def shell(self, *, empty: bool = False) -> ShellView:
        say = self.say
        undo = KeyView("undo", say("undo"), "undo", "Ctrl Z", kind=KeyKind.GHOST, enabled=not empty)
        return ShellView(
            StatusView(
                say("store"),
                say("lane"),
                (PillView(say("till_open"), "success"),),
                "AR",
                "Anna R.",
                "14:32",
                (
                    KeyView("switch", "", "user-switch", "Ctrl U", kind=KeyKind.GHOST),
                    KeyView("lock", "", "lock", "Ctrl L", kind=KeyKind.GHOST, spoken="Lock"),
                ),
                hatched=empty,
            ),
            ScanLineView(say("prompt")),
            BasketView(say("basket"), say("items"), () if empty else self.rows(), "4", undo),
            BalanceView(say("pays"), self.euro(5175), say("vat")),
            MessageView(say("added"), say("paid"), Tone.SUCCESS, "14:32"),
            self.payment(),
            self.rail(),
        )
