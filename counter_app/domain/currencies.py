"""Facts of the world's currencies: which codes there are, their digits, their cash steps.

Source: Unicode CLDR 48.2 `currencyData.json` (digits, cash rounding; historic currencies included)
and ISO 4217 (codes). Invariant: facts only; what a country rounds to in cash is its profile's law
(CLDR knows no cash step for the euro, AUD or NZD).
"""

from collections.abc import Mapping
from typing import Final

DIGITS_ELSE: Final = 2
STEP_ELSE: Final = 1

_CODES: Final = """
    ADP AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN
    BWP BYN BYR BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD
    EGP ERN ESP ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR
    IQD IRR ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LUF
    LYD MAD MDL MGA MGF MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK
    NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP
    SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS TMM TMT TND TOP TRL TRY TTD TWD TZS UAH
    UGX USD USN UYI UYU UYW UZS VED VEF VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD
    XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMK ZMW ZWD ZWG
"""
_BY_DIGITS: Final[Mapping[int, str]] = {
    0: """
        ADP AFN ALL BIF BYR CLP COP DJF ESP GNF HUF IDR IQD IRR ISK ITL JPY KMF KPW KRW LAK LBP
        LUF MGA MGF MMK MRO PKR PYG RWF SLL SOS STD SYP TMM TRL UGX UYI VND VUV XAF XOF XPF YER
        ZMK ZWD
    """,
    3: """
        BHD JOD KWD LYD OMR TND
    """,
    4: """
        CLF UYW
    """,
}
_BY_STEP: Final[Mapping[int, str]] = {
    5: """
        CAD CHF HUF
    """,
    50: """
        DKK
    """,
    100: """
        AMD CRC CZK GYD MNT MUR NOK RSD SEK TWD TZS UZS VEF
    """,
}


def _spread(groups: Mapping[int, str]) -> Mapping[str, int]:
    return {code: value for value, codes in groups.items() for code in codes.split()}


CODES: Final = frozenset(_CODES.split())
DIGITS: Final = _spread(_BY_DIGITS)  # decimals in accounts, where not 2
CASH_STEPS: Final = _spread(_BY_STEP)  # smallest cash step in minor units, where not 1
