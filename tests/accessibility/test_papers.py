"""Check 24, over every paper in every language, and over papers that were made faulty for it."""

import inspect
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from counter_app.documents.papers import ReportlabPapers
from counter_app.wording import LANGUAGES
from tests.accessibility.papers import faults
from tests.documents import samples
from tests.documents.test_recovery_sheet import sheet

PAPERS: Mapping[str, Callable[[str], bytes]] = {
    "receipt": lambda language: samples.papers().receipt(
        samples.paper(samples.sale(tenders=samples.every_tender()), language)
    ),
    "slip": lambda language: samples.papers().slip(samples.slip(language)),
    "closing": lambda language: samples.papers().closing(samples.closing(language)),
    "recovery_sheet": lambda language: samples.papers().recovery_sheet(sheet(language)),
}


def test_every_paper_that_can_be_made_is_looked_at() -> None:
    made = {
        name
        for name, method in inspect.getmembers(ReportlabPapers, inspect.isfunction)
        if not name.startswith("_") and inspect.signature(method).return_annotation is bytes
    }
    assert made == set(PAPERS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_tells_title_and_language_and_its_words_can_be_copied(
    name: str, language: str
) -> None:
    assert faults(PAPERS[name](language), language) == []


def faulty(*, title: str, lang: str, font: str, words: str) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, lang=lang)
    canvas.setTitle(title)
    canvas.setFont(font, 12)
    canvas.drawString(100, 700, words)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("pdf", "fault"),
    [
        (faulty(title=" ", lang="en", font="Helvetica", words="Ten"), "it has no title"),
        (faulty(title="Receipt", lang="it", font="Helvetica", words="Ten"), "it says it"),
        (faulty(title="Receipt", lang="en", font="Helvetica", words="- 10"), "no words"),
        (faulty(title="Receipt", lang="en", font="Helvetica", words="Ten"), "not in the file"),
    ],
)
def test_a_faulty_paper_is_reported(pdf: bytes, fault: str) -> None:
    assert any(fault in one for one in faults(pdf, "en"))
