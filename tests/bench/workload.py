"""Workload W1: the catalogue, baskets and look-ups on which the rivals of the bench were measured.

Invariant: every number comes out of one small generator, so any language makes the same workload.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

SEED: Final = 20260101
_ADJECTIVES: Final = (
    "Fresh Organic Smoked Dark Light Spicy Sweet Salted Crunchy Frozen Roasted Raw "
    "Classic Premium Value Family Mini Giant Daily Country"
)
_NOUNS: Final = (
    "Apple Bread Coffee Cheese Butter Yoghurt Pasta Rice Tomato Onion Carrot Biscuit "
    "Cereal Honey Juice Water Soap Shampoo Battery Candle Towel Notebook Pencil Lamp "
    "Socks Shirt Mug Plate Kettle Cable"
)
_BRANDS: Final = (
    "Alder Birch Cedar Delta Ember Fjord Grove Haven Iris Jolt Kestrel Lumen Maple "
    "Nimbus Orchid Pine Quill River Stone Tundra Umber Vale Willow Xenon Yarrow Zephyr"
)
_SIZES: Final = "50g 100g 250g 500g 750g 1kg 2kg 5kg 250ml 500ml 1l 2l S M L XL 2pk 4pk 6pk 12pk"
_NAME: Final = tuple(words.split() for words in (_BRANDS, _ADJECTIVES, _NOUNS, _SIZES))
_BITS: Final = 0x7FFFFFFF


def draws(seed: int) -> Iterator[int]:
    """The generator's numbers, each below 2^23: linear congruential, the low byte dropped."""
    state = seed & _BITS
    while True:
        state = (1103515245 * state + 12345) & _BITS
        yield state >> 8


@dataclass(frozen=True, slots=True)
class Item:
    """One product: EAN-13, name, gross price in minor units with 20 % tax in it."""

    code: str
    name: str
    price: int


def ean13(number: int) -> str:
    """The EAN-13 of a product number, prefix 200."""
    base = f"200{number:09d}"
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(base))
    return base + str(-weighted % 10)


def item(number: int) -> Item:
    """Product `number`, from 0."""
    draw = draws(SEED + number * 7919)
    words = [some[next(draw) % len(some)] for some in _NAME]
    name = f"{' '.join(words)} {number:07d}"
    return Item(ean13(number), name, 50 + next(draw) % 4950)


def basket(number: int, lines: int = 10, catalogue: int = 10_000) -> list[tuple[int, int]]:
    """Basket `number`: distinct product numbers with their pieces."""
    draw = draws(SEED ^ (number * 2654435761))
    found: dict[int, int] = {}
    while len(found) < lines:
        product = next(draw) % catalogue
        if product not in found:
            found[product] = 1 + next(draw) % 3
    return list(found.items())


def fragments(count: int) -> list[str]:
    """Names as they are typed: the beginning of a brand and that of a noun."""
    draw = draws(SEED + 2)
    brands, _, nouns, _ = _NAME
    pairs = [(brands[next(draw) % 26], nouns[next(draw) % 30]) for _ in range(count)]
    return [f"{brand[:4]} {noun[:4]}" for brand, noun in pairs]
