"""A code that looks like a paper of ours and is none: said, heard, and never sold."""

import pytest

from counter_app.domain.own_codes import hold_slip_code, receipt_code
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.events import Entered
from counter_app.ui.flows.selling.parts import Plain
from counter_app.ui.flows.views import Tone
from counter_app.ui.senses.tones import Sound
from tests.ui.shop import TOASTER, Counted

NUMBER = "000101010000001"
FOREIGN = bytes(32)
SPOILT = (
    receipt_code(NUMBER, FOREIGN),
    hold_slip_code(NUMBER, FOREIGN),
    receipt_code(NUMBER, FOREIGN)[:-1],
    f"]C0{hold_slip_code(NUMBER, FOREIGN)[:-2]}",
)


@pytest.mark.parametrize("code", SPOILT)
@pytest.mark.parametrize("way", ["typed", "scanned"])
def test_a_foreign_or_damaged_paper_is_said_and_leaves_no_line(
    shop: Counted, code: str, way: str
) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    heard: list[Sound] = []
    shop.selling.sounded.connect(heard.append)
    flashes = shop.selling.state.flash
    if way == "typed":
        shop.driver.write(code)
        shop.selling.hear(Entered())
    else:
        shop.driver.scan(code)
    state = shop.selling.state
    assert state.draft.basket.held == ()
    assert isinstance(state.card, Plain)
    assert heard == [Sound.ERROR]
    assert (state.flash, state.flash_state) == (flashes + 1, "error")
    assert state.note.tone is Tone.ERROR
    shop.driver.sees("receipt or slip of this store", "type its number")
    shop.driver.ask(Intent.FINISH)  # nothing holds the sale
    assert shop.kinds().count("sale") == 1
