"""The one list of pages: which widgets show which view, and which pages any page may open.

Invariant: a page that is not in this list is never on the screen, and the checks visit all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from counter_app.ui.flows.about import AboutView
from counter_app.ui.flows.keyboard.keys_page import KeysView
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.view import SellingView
from counter_app.ui.flows.signing_in import SignInView
from counter_app.ui.flows.till_day import TillView
from counter_app.ui.look import Look
from counter_app.ui.pages.about import AboutPage
from counter_app.ui.pages.keys import KeysPage
from counter_app.ui.pages.page import PageWidget
from counter_app.ui.pages.sell import SellPage
from counter_app.ui.pages.sign_in import SignInPage
from counter_app.ui.pages.till import TillPage
from counter_app.ui.presenters.about import AboutPresenter
from counter_app.ui.presenters.desk import Desk
from counter_app.ui.presenters.keys import KeysPresenter
from counter_app.ui.presenters.page import SidePresenter
from counter_app.ui.presenters.screen import Sides


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page: the type of its view and the widgets that show it.

    A page that any other may open has the intent that does so, and what makes its presenter.
    """

    view: type
    widget: Callable[[Look, Any], PageWidget]
    opened_by: Intent | None = None
    presenter: Callable[[Desk, str], SidePresenter] | None = None


PAGES: Final = (
    PageKind(SignInView, SignInPage),
    PageKind(TillView, TillPage),
    PageKind(SellingView, SellPage),
    PageKind(KeysView, KeysPage, Intent.KEYS, KeysPresenter),
    PageKind(AboutView, AboutPage, Intent.ABOUT, AboutPresenter),
)


def side_pages() -> Sides:
    """What makes the pages that any other page may open, by the intent that opens them."""
    return {
        kind.opened_by: kind.presenter
        for kind in PAGES
        if kind.opened_by is not None and kind.presenter is not None
    }


def page_for(look: Look, view: object) -> PageWidget:
    """New widgets for a view."""
    kind = next(kind for kind in PAGES if type(view) is kind.view)
    return kind.widget(look, view)
