"""Check 24: a paper says its title and language, its words can be copied, its letters travel along.

Invariant: it reads the file as it lies on the disk, as another program would.
"""

import re
from typing import Final

from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT, FPDFFont_GetIsEmbedded, FPDFTextObj_GetFont

_LANGUAGE: Final = re.compile(rb"/Lang\s*\(([a-zA-Z-]+)\)")


def faults(pdf: bytes, language: str) -> list[str]:
    """What is wrong with a paper in a language; nothing where all is well."""
    document = PdfDocument(pdf)
    try:
        return [*_about(document, pdf, language), *_words(document), *_fonts(document)]
    finally:
        document.close()


def _about(document: PdfDocument, pdf: bytes, language: str) -> list[str]:
    found = []
    if not document.get_metadata_dict().get("Title", "").strip():
        found.append("it has no title")
    said = _LANGUAGE.search(pdf)
    if said is None:
        found.append("it does not say its language")
    elif not said[1].decode().startswith(language):
        found.append(f"it says {said[1].decode()} and is in {language}")
    return found


def _words(document: PdfDocument) -> list[str]:
    return [
        f"page {number} has no words that can be copied"
        for number, page in enumerate(document, start=1)
        if not any(char.isalpha() for char in page.get_textpage().get_text_range())
    ]


def _fonts(document: PdfDocument) -> list[str]:
    return [
        f"page {number} has letters that are not in the file"
        for number, page in enumerate(document, start=1)
        if any(
            not FPDFFont_GetIsEmbedded(FPDFTextObj_GetFont(one.raw))
            for one in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT])
        )
    ]
