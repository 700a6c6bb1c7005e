"""The scripted day of the tour: every tender, and what goes wrong on a day.

Invariant: each step says what it expects on the screen and in the journal before it is done.
"""

from counter_app.ui import tour_basket, tour_people, tour_tenders
from counter_app.ui.tour_cast import Cast, Steps


def whole_day(cast: Cast) -> Steps:
    """The steps in their order, each with its name."""
    return (
        *tour_people.opening(cast),
        *tour_tenders.steps(cast),
        *tour_basket.steps(cast),
        *tour_people.steps(cast),
    )
