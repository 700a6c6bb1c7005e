"""What the counter makes of scans: items, numbers of the scale, codes of ours, and nonsense."""

import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counter_app.domain.barcodes import (
    Carrier,
    Elements,
    InStoreCode,
    ItemCode,
    LabelFault,
    LabelRule,
    OwnCode,
    PlainText,
    check_digit,
    check_digit_ok,
    gtin_of,
    label_faults,
    price_weight_check_digit,
    read_brackets,
    read_elements,
    read_in_store,
    read_link,
    read_scan,
    read_symbol,
    shortest_length,
    spellings,
    upc_a_of,
    upc_e_of,
    written_as,
)
from counter_app.domain.errors import Refusal
from counter_app.domain.own_codes import OwnKind

GS = "\x1d"
digits = st.text("0123456789", min_size=1, max_size=17)


def scan(text: str, region: str = "it") -> ItemCode | InStoreCode | OwnCode | PlainText:
    return read_scan(text, region=region)


def item(text: str, region: str = "it") -> ItemCode:
    found = scan(text, region)
    assert isinstance(found, ItemCode)
    return found


def scaled(text: str, region: str) -> InStoreCode:
    found = scan(text, region)
    assert isinstance(found, InStoreCode)
    return found


def with_check(payload: str) -> str:
    return f"{payload}{check_digit(payload)}"


# --- plain codes


@pytest.mark.parametrize(
    "code", ["4006381333931", "036000291452", "96385074", "10614141000415", "9780306406157"]
)
def test_a_plain_code_is_looked_up_exactly_as_scanned_first(code: str) -> None:
    assert item(code).code == code
    assert item(code).check_digit_ok is True
    assert item(code).gtin == code.zfill(14)


def test_a_code_of_thirteen_digits_is_a_gtin_and_not_an_order_number() -> None:
    assert item("4006381333931") == ItemCode(
        "4006381333931", ("04006381333931",), "04006381333931", check_digit_ok=True
    )


def test_a_catalogue_may_write_a_upc_in_any_of_its_forms() -> None:
    assert item("042100005264").alternatives == ("0042100005264", "00042100005264", "04252614")
    assert set(item("04252614").alternatives) == {
        "042100005264",
        "0042100005264",
        "00042100005264",
    }


def test_a_short_upc_without_check_digit_is_its_own_code_first() -> None:
    typed = item("425261")
    assert typed.code == "425261"
    assert typed.check_digit_ok is None
    assert "042100005264" in typed.alternatives


def test_a_wrong_check_digit_is_said_and_the_code_still_looked_up() -> None:
    wrong = item("4006381333932")
    assert (wrong.code, wrong.check_digit_ok, wrong.gtin) == ("4006381333932", False, None)
    assert wrong.alternatives == ()


def test_an_article_number_of_the_shop_is_plain_text() -> None:
    assert scan("A-1234") == PlainText("A-1234")
    assert scan("4011") == PlainText("4011")
    assert scan("  paper bags \r\n") == PlainText("paper bags")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("91" + "0" * 24, OwnKind.RECEIPT),
        ("92" + "1" * 24, OwnKind.HOLD_SLIP),
        ("93" + "2" * 16, OwnKind.BADGE),
        ("]C094" + "3" * 16, OwnKind.GIFT_CARD),
    ],
)
def test_our_own_codes_are_known_by_their_form(text: str, kind: OwnKind) -> None:
    assert scan(text) == OwnCode(kind, text.removeprefix("]C0"))


def test_reading_a_plain_code_does_not_load_the_library_of_labels() -> None:
    program = (
        "import sys; from counter_app.domain.barcodes import read_scan\n"
        "for text in ('4006381333931', ']E04006381333931', '04252614', 'abc', '91' + '0' * 24):\n"
        "    read_scan(text, region='it')\n"
        "sys.exit('biip' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


# --- GTIN arithmetic


@given(digits)
def test_one_wrong_digit_never_passes_the_check_digit(payload: str) -> None:
    whole = with_check(payload)
    assert check_digit_ok(whole)
    for place, digit in enumerate(whole):
        other = str((int(digit) + 1) % 10)
        assert not check_digit_ok(f"{whole[:place]}{other}{whole[place + 1 :]}")


@given(st.sampled_from([7, 11, 12, 13]), st.data())
def test_every_spelling_is_the_same_gtin(length: int, data: st.DataObject) -> None:
    code = with_check(data.draw(st.text("0123456789", min_size=length, max_size=length)))
    gtin = gtin_of(code)
    assert gtin is not None
    for spelling in spellings(gtin):
        found = {gtin_of(spelling), (upc_a_of(spelling) or "").zfill(14)}
        assert gtin in found
    assert written_as(gtin, shortest_length(gtin)) in spellings(gtin)


@given(st.sampled_from("01"), st.text("0123456789", min_size=6, max_size=6))
def test_a_zero_suppressed_upc_expands_to_one_number(system: str, six: str) -> None:
    upc_a = upc_a_of(f"{system}{six}")
    assert upc_a is not None
    assert check_digit_ok(upc_a)
    short = upc_e_of(upc_a)
    assert short is not None
    assert upc_a_of(short) == upc_a


def test_a_gtin_that_is_too_long_for_a_form_has_none() -> None:
    assert written_as("05901234123457", 12) is None
    assert written_as("05901234123457", 13) == "5901234123457"
    assert upc_e_of("036000291452") is None
    assert upc_e_of("5901234123457") is None


@pytest.mark.parametrize("text", ["", "a", "\u0661\u0662", "\u2070\u2070\u2070", "12 3"])
def test_look_alike_digits_are_not_digits(text: str) -> None:
    assert not check_digit_ok(text)
    with pytest.raises(ValueError, match="not digits"):
        check_digit(text or "x")


# --- numbers of the shop's own scale


def test_an_italian_scale_prints_the_price() -> None:
    ham = scaled(with_check("212345600649"), "it")
    assert (ham.price, ham.currency, ham.weight_grams) == (Decimal("6.49"), "EUR", None)
    assert ham.item_reference == "123456"
    assert ham.lookups[0] == with_check("212345600000")
    assert ham.lookups[-1] == "123456"


def test_a_greek_scale_prints_the_weight() -> None:
    feta = scaled(with_check("271234501250"), "GR")
    assert (feta.price, feta.weight_grams) == (None, 1250)
    assert feta.lookups[0] == with_check("271234500000")
    assert feta.lookups[-1] == "2712345"


def test_an_american_scale_prints_the_price_behind_its_own_check_digit() -> None:
    inner = price_weight_check_digit("0649")
    label = with_check(f"212345{inner}0649")
    cheese = scaled(label, "us")
    assert (cheese.price, cheese.currency) == (Decimal("6.49"), "USD")
    assert cheese.item_reference == "12345"
    assert scaled(f"0{label}", "us").price == Decimal("6.49")


def test_a_scale_number_with_a_wrong_inner_check_digit_is_only_a_code() -> None:
    inner = (price_weight_check_digit("0649") + 1) % 10
    label = with_check(f"212345{inner}0649")
    assert item(label, "us").code == label
    assert item(with_check("221111500239"), "de").check_digit_ok is True


@pytest.mark.parametrize(
    ("code", "region", "price", "grams", "count"),
    [
        ("2088060112343", "se", Decimal("12.34"), None, None),
        ("2712341002251", "dk", None, 225, None),
        ("2630719000121", "de", None, None, 12),
        ("2511111112349", "lv", None, 123400, None),
    ],
)
def test_other_countries_print_price_weight_or_count(
    code: str, region: str, price: Decimal | None, grams: int | None, count: int | None
) -> None:
    found = scaled(code, region)
    assert (found.price, found.weight_grams, found.count) == (price, grams, count)
    assert found.code == code


def test_a_prefix_without_rule_in_the_country_is_an_ordinary_code() -> None:
    code = with_check("201234512345")
    assert item(code, "gr").code == code
    assert item(code, "jp").code == code
    assert item("2911111111111", "dk").check_digit_ok is True
    assert read_in_store("4006381333931", "it") is None


@given(st.integers(0, 99_999), st.integers(0, 999_999), st.integers(20, 29))
def test_every_italian_price_reads_back(cents: int, article: int, prefix: int) -> None:
    payload = f"{prefix // 10}{article:06}{cents:05}"
    found = scaled(with_check(payload), "it")
    assert found.price == Decimal(cents) / 100
    assert found.lookups[0] == with_check(f"2{article:06}00000")


# --- labels


def test_a_label_says_batch_expiry_serial_weight_and_price() -> None:
    text = f"]C1010952123454321310LOT7{GS}1726123121S1{GS}31030015003922499"
    found = item(text)
    assert found.code == "9521234543213"
    assert found.alternatives == ("09521234543213",)
    assert (found.batch, found.serial) == ("LOT7", "S1")
    assert (found.expiry, found.weight_grams) == (date(2026, 12, 31), 1500)
    assert (found.price, found.currency) == (Decimal("4.99"), None)
    assert found.faults == ()


@pytest.mark.parametrize(
    "text",
    [
        "]d20109521234543213",
        "]Q30109521234543213",
        "]e00109521234543213",
        "0109521234543213",
        "(01)09521234543213",
        " (01) 09521234543213 ",
        "https://id.gs1.org/01/09521234543213",
        "HTTPS://shop.example/x/01/9521234543213?utm=1",
        "]Q1https://example.com/gtin/09521234543213/ser/7",
        "]E09521234543213",
        "]I109521234543213",
        "]E3952123454321312",
    ],
)
def test_every_carrier_of_a_gtin_finds_the_same_item(text: str) -> None:
    found = item(text)
    assert found.gtin == "09521234543213"
    assert {found.code, *found.alternatives} == {"9521234543213", "09521234543213"}


def test_the_last_day_of_a_month_may_be_written_as_zero() -> None:
    assert item("(01)09521234543213(17)280200").expiry == date(2028, 2, 29)
    assert item("(01)09521234543213(15)260900").best_before == date(2026, 9, 30)
    assert item("(01)09521234543213(7003)2609301200").expiry == date(2026, 9, 30)


def test_a_price_in_a_named_currency_says_which() -> None:
    found = item("(01)09521234543213(30)2(3932)978499")
    assert (found.price, found.currency, found.count) == (Decimal("4.99"), "EUR", 2)
    assert item("(01)09521234543213(30)2(3932)999499").currency is None


def test_weights_finer_than_a_gram_are_rounded_to_it() -> None:
    assert item("(01)09521234543213(3105)012345").weight_grams == 123
    assert item("(01)09521234543213(3105)012350").weight_grams == 124


def test_a_label_with_a_wrong_check_digit_is_shown_as_such() -> None:
    found = item("(01)09521234543214")
    assert (found.check_digit_ok, found.gtin, found.code) == (False, None, "09521234543214")
    assert LabelFault(LabelRule.CHECK_DIGIT, "01") in found.faults


@pytest.mark.parametrize(
    "label",
    [
        "(01)09521234543213(01)04006381333931",
        "(01)09521234543213(10)A(10)B",
        "(01)09521234543213(255)9521234543213",
        "(01)09521234543213(3102)000100(3103)001000",
    ],
)
def test_a_label_that_says_two_things_sells_nothing(label: str) -> None:
    with pytest.raises(Refusal, match=r"scan\.contradiction"):
        scan(label)


def test_a_label_that_leaves_something_out_still_sells() -> None:
    found = item("(01)09521234543213(250)X")
    assert found.faults == (LabelFault(LabelRule.REQUISITE, "250"),)


def test_a_signature_needs_a_key_with_a_serial_number() -> None:
    unsigned = label_faults(read_brackets("(253)9521234543213"))
    assert unsigned == ()
    short = label_faults(read_brackets("(253)9521234543213(8030)SIG"))
    assert LabelFault(LabelRule.SERIALISED_KEY, "253") in short
    assert label_faults(read_brackets("(253)9521234543213A7(8030)SIG")) == ()


def test_rules_do_not_depend_on_the_order_of_a_label() -> None:
    one = read_brackets("(21)S(235)T(01)09521234543213")
    other = read_brackets("(01)09521234543213(235)T(21)S")
    assert set(label_faults(one)) == set(label_faults(other)) != set()


@pytest.mark.parametrize(
    "text",
    [
        "]C1",
        "]Q3",
        "]C1010952123454321",
        "]C101095212345432131726",
        f"]d2{GS}",
        "]C10109521234543214",
        "]C1abc",
        "]e0(01)09521234543213",
    ],
)
def test_a_label_symbol_with_anything_else_inside_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"scan\.label"):
        scan(text)


@pytest.mark.parametrize(
    "text", ["]E04006381333932", "]E0036000291452", "]E4123", "]I14006381333931"]
)
def test_a_symbol_of_fixed_length_with_other_digits_was_misread(text: str) -> None:
    with pytest.raises(Refusal, match=r"scan\.misread"):
        scan(text)


@pytest.mark.parametrize("text", ["]", "]E", "]X!", "]!0123", "]\u00e90"])
def test_an_unknown_scanner_prefix_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"scan\.symbol"):
        scan(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "scan.empty"),
        (" \r\n", "scan.empty"),
        ("]Q1", "scan.empty"),
        ("x" * 10_000, "scan.too_long"),
        ("https://example.com/menu", "scan.web_address"),
        ("]Q1http://[broken", "scan.web_address"),
        ("https://a/01/09521234543214", "scan.web_address"),
        ("https://a/01/0952123\t4543213", "scan.web_address"),
        ("https://a/01/09521234543213?10=\u03b1", "scan.web_address"),
        ("(00)106141411234567897", "scan.no_item"),
    ],
)
def test_what_cannot_be_sold_is_refused_with_the_reason(text: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        scan(text)


def test_look_alike_digits_in_a_label_are_refused() -> None:
    with pytest.raises(Refusal, match=r"scan\.label"):
        read_elements("10\u0661\u0662")
    with pytest.raises(Refusal, match=r"scan\.label"):
        read_elements("30\u0665")


def test_what_only_looks_like_a_label_is_text() -> None:
    assert scan("(new) paper bags") == PlainText("(new) paper bags")
    assert scan(f"a{GS}b") == PlainText(f"a{GS}b")
    assert scan("010952123454321317261399") == PlainText("010952123454321317261399")


def test_a_plain_qr_code_may_hold_any_text() -> None:
    assert scan("]Q1paper bags") == PlainText("paper bags")
    assert read_symbol("]Q1paper").aim.carrier is Carrier.QR
    assert scan("]Q14006381333931") == scan("4006381333931")


# --- elements and links


def test_elements_read_back_from_what_is_scanned_and_printed() -> None:
    raw = f"010952123454321310LOT{GS}17261231"
    elements = read_elements(raw)
    assert pairs(elements) == [("01", "09521234543213"), ("10", "LOT"), ("17", "261231")]
    assert read_brackets("(01)09521234543213(10)LOT(17)261231") == elements


def pairs(elements: Elements) -> list[tuple[str, str]]:
    return [(element.ai, element.value) for element in elements]


@pytest.mark.parametrize(
    "text",
    ["", "(", "()1", "(10)", "(1A)12", "(01)1", "01)09521234543213", "(10)caf\u00e9", "(999)1"],
)
def test_broken_brackets_are_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"scan\.label"):
        read_brackets(text)


def test_a_bracket_in_a_value_is_escaped() -> None:
    assert read_brackets("(10)A\\(1)")[0].value == "A(1)"


def test_a_link_gives_key_then_qualifiers_then_attributes() -> None:
    elements = read_link("https://id.gs1.org/01/09521234543213/10/A%2FB?17=261231&color=red#top")
    assert pairs(elements) == [("01", "09521234543213"), ("10", "A/B"), ("17", "261231")]


batches = st.text("ABCXYZ0189-/.", min_size=1, max_size=20)
days = st.dates(date(2000, 1, 1), date(2049, 12, 31))


@given(st.text("0123456789", min_size=13, max_size=13), batches, days, batches)
def test_any_label_reads_back(payload: str, batch: str, day: date, serial: str) -> None:
    gtin = with_check(payload)
    found = item(f"]d201{gtin}17{day:%y%m%d}10{batch}{GS}21{serial}")
    assert (found.gtin, found.batch, found.serial) == (gtin, batch, serial)
    assert found.expiry is not None
    assert (found.expiry.month, found.expiry.day) == (day.month, day.day)


# --- robustness

prefixes = st.sampled_from(
    [
        "",
        "]E0",
        "]C1",
        "]d2",
        "]Q1",
        "]Q3",
        "]Y9",
        "]e0",
        "(01)",
        "01",
        "2",
        "http://",
        "https://a/01/",
    ]
)
pieces = st.one_of(
    st.text(max_size=40),
    st.text("0123456789()\x1d", max_size=40),
    st.sampled_from(["09521234543213", "17261231", "%00", "\u0660\u0661", "\x00", "[", "?01="]),
)


@given(
    prefixes,
    st.lists(pieces, max_size=5).map("".join),
    st.sampled_from(["it", "gr", "us", "de", ""]),
)
@example("", "\u00b2" * 13, "it")
@example("", "0" * 14, "it")
@example("http://", "[", "it")
@example("", "9" * 10_000, "us")
def test_any_text_is_answered_or_refused(prefix: str, rest: str, region: str) -> None:
    assert outcome(prefix + rest, region) in {"item", "in store", "own", "text", "scan"}


def outcome(text: str, region: str) -> str:
    try:
        found = read_scan(text, region=region)
    except Refusal as refusal:
        return refusal.code.partition(".")[0]
    words = {ItemCode: "item", InStoreCode: "in store", OwnCode: "own", PlainText: "text"}
    return words[type(found)]


@given(st.text("0123456789", min_size=8, max_size=14), st.sampled_from(["it", "gr", "us", "se"]))
def test_a_scan_keeps_the_digits_it_came_with(code: str, region: str) -> None:
    found = read_scan(code, region=region)
    kept = found.text if isinstance(found, PlainText) else None
    kept = found.code if isinstance(found, ItemCode | InStoreCode) else kept
    assert kept == code
