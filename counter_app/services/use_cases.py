"""The use cases of one open store, together: what window, replay and faults are given.

Invariant: whoever holds this can do all that the counter can do, and nothing beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from counter_app.services.backup import Backup
from counter_app.services.catalogues.inbox import Inbox
from counter_app.services.catalogues.publish import CataloguePublisher
from counter_app.services.charge import Charge
from counter_app.services.correct_cash import CorrectCash
from counter_app.services.departments import SellDepartment
from counter_app.services.find_item import FindItem
from counter_app.services.find_receipt import FindReceipt
from counter_app.services.hand_over import HandOver
from counter_app.services.look_up import LookUp
from counter_app.services.policies.desk_policy import DeskPolicy
from counter_app.services.policies.terms import Terms
from counter_app.services.ports import Catalogue, Clock, Store
from counter_app.services.program.about import About
from counter_app.services.recover import Recover
from counter_app.services.recovery import Recovery
from counter_app.services.run_till import RunTill
from counter_app.services.sell import Sell
from counter_app.services.sign_in import SignIn
from counter_app.services.take_over import TakeOver
from counter_app.services.take_payment import TakePayment


@dataclass(frozen=True, slots=True)
class UseCases:
    """One object per use case, over one store."""

    store: Store
    clock: Clock
    terms: Terms
    desk_policy: DeskPolicy
    catalogue: Catalogue
    look_up: LookUp
    find_item: FindItem
    find_receipt: FindReceipt
    sell: Sell
    take_over: TakeOver
    departments: SellDepartment
    charge: Charge
    take_payment: TakePayment
    correct_cash: CorrectCash
    run_till: RunTill
    sign_in: SignIn
    hand_over: HandOver
    recover: Recover
    recovery: Recovery
    backup: Backup
    about: About
    publisher: CataloguePublisher
    inbox: Inbox
    refresh_catalogue: Callable[[], None]  # after a publication, where codes are looked up
