"""What an empty page says where it takes more than a scan to begin.

Invariant: it says what to do, not what is missing.
"""

from dataclasses import replace

from counter_app.ui.flows.selling.view import SellingView
from counter_app.ui.flows.shop import Shown
from counter_app.ui.flows.views import CardView, EmptyView

_IDLE = "idle"


def without_catalogue(view: SellingView, shown: Shown) -> SellingView:
    """The page of a store that has no catalogue yet: how one is loaded, in place of the idle card.

    A card that shows anything else stays: an open department sells without a catalogue as well.
    """
    if view.card.key != _IDLE or view.card.sections:
        return view
    words = shown.words
    empty = EmptyView(
        "search", words("page.sale.no_catalogue"), words("page.sale.no_catalogue_detail")
    )
    return replace(view, card=CardView(_IDLE, empty=empty))
