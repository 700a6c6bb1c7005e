"""The slip of a suspended basket: the way back to it.

Invariant: it says first and last that it is no receipt; nothing was paid.
"""

from counter_app.documents.frame import Frame
from counter_app.documents.lettering import BODY, NAME, STAMP, TITLE
from counter_app.documents.page import Strip
from counter_app.domain.own_codes import dashed
from counter_app.services.ports import SlipPaper


def hold_slip_pdf(paper: SlipPaper, frame: Frame) -> bytes:
    """Slip number, when, how many lines and what they come to so far."""
    words = frame.wording.words
    strip = Strip()
    frame.head(strip)
    _stamp(strip, frame)
    strip.line(words("slip.title"), TITLE)
    strip.line(words("slip.number", slip=dashed(paper.slip)), BODY)
    lane = words("slip.lane", lane=f"{paper.founded.lane:02}")
    strip.line(frame.date_time(paper.wall), BODY, lane)
    strip.dotted()
    strip.line(words("slip.lines"), NAME, frame.wording.number(paper.lines))
    strip.line(words("slip.total"), NAME, frame.total(paper.total))
    strip.dotted()
    strip.centred(words("slip.unpaid"), BODY)
    strip.centred(words("slip.note"), BODY)
    strip.space(6)
    strip.codes(paper.code)
    strip.space(4)
    _stamp(strip, frame)
    frame.foot(strip)
    return strip.pdf(frame.about(f"{words('slip.title')} {dashed(paper.slip)}"))


def _stamp(strip: Strip, frame: Frame) -> None:
    """Where the store is not live, its own stamps say so already."""
    if frame.live:
        strip.stamp(frame.wording.words("slip.not_a_receipt"), STAMP)
