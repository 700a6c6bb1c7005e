"""The scripted day of the tour: every tender, and what goes wrong on a day.

Invariant: each step says what it expects on the screen and in the journal before it is done.
"""

from counter_app.ui.tour import basket, people, tenders
from counter_app.ui.tour.cast import Cast, Steps


def whole_day(cast: Cast) -> Steps:
    """The steps in their order, each with its name."""
    return (
        *people.opening(cast),
        *tenders.steps(cast),
        *basket.steps(cast),
        *people.steps(cast),
    )
