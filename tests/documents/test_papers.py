import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage

from counter_app.documents.papers import ReportlabPapers
from counter_app.services.ports import Papers
from counter_app.wording import Wording
from tests.documents import samples as s

LOADED = """
import sys
import counter_app.documents.papers as papers
papers.ReportlabPapers()
print(sorted({"reportlab", "pypdfium2"} & sys.modules.keys()))
"""


def test_it_satisfies_the_port() -> None:
    shop: Papers = s.papers()
    assert shop.receipt(s.paper()).startswith(b"%PDF-")


@pytest.mark.parametrize("language", ["en", "it", "el"])
def test_the_same_sale_gives_the_same_bytes(language: str) -> None:
    paper = s.paper(s.sale(tenders=s.every_tender()), language)
    shop = s.papers()
    first = shop.receipt(paper)
    shop.receipt(replace(paper, copy=1))
    assert shop.receipt(paper) == first
    assert s.papers().receipt(paper) == first


def test_slips_and_closings_are_as_stable() -> None:
    assert s.papers().slip(s.slip()) == s.papers().slip(s.slip())
    assert s.papers().closing(s.closing()) == s.papers().closing(s.closing())


def test_the_words_of_a_language_are_made_once() -> None:
    asked = []

    def wordings(language: str, country: str) -> Wording:
        asked.append((language, country))
        return Wording(language, country)

    shop = ReportlabPapers(wordings)
    for language in ("en", "it", "en"):
        shop.slip(s.slip(language))
    assert asked == [("en", "GB"), ("it", "IT")]


def test_starting_the_counter_loads_no_pdf_library() -> None:
    found = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("scale", [1.0, 2.5])
def test_a_preview_shows_the_page_as_it_will_print(scale: float) -> None:
    shop = s.papers()
    (picture,) = shop.images(shop.receipt(s.paper()), scale)
    image = QImage.fromData(picture)
    assert image.width() == pytest.approx(80 * 72 / 25.4 * scale, abs=1)
    assert image.height() > 1.5 * image.width()
    middle = image.width() // 2
    shades = {image.pixelColor(middle, y).lightness() for y in range(image.height())}
    assert image.pixelColor(1, 1).lightness() == 255
    assert min(shades) < 60
