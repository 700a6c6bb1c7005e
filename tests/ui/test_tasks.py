"""Slow work runs elsewhere, and its answer always comes home to the main thread."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import CounterError, Fault, Refusal
from counter_app.ui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    del qtbot
    made = Tasks()
    yield made
    made.drain()


def nothing() -> None:
    pass


def never(_: object) -> None:
    pytest.fail("this must not be called")


def test_a_result_arrives_on_the_main_thread(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[tuple[str, bool]] = []

    def done(name: str) -> None:
        heard.append((name, threading.current_thread() is threading.main_thread()))

    tasks.command(lambda: threading.current_thread().name, done, never)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0][0].startswith("writer")
    assert heard[0][1]


def test_a_refusal_of_a_query_arrives_as_such(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[CounterError] = []

    def refuse() -> None:
        raise Refusal("sale.nothing_to_pay")

    tasks.query(refuse, never, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].code == "sale.nothing_to_pay"


def test_commands_run_one_after_another_in_the_order_given(tasks: Tasks, qtbot: QtBot) -> None:
    order: list[int] = []
    gate = threading.Event()
    tasks.command(lambda: gate.wait(5), lambda _: None, never)
    for n in range(1, 6):
        tasks.command(partial(order.append, n), lambda _: None, never)
    assert tasks.under_way == 6
    gate.set()
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    assert order == [1, 2, 3, 4, 5]


def test_a_query_does_not_wait_for_a_slow_command(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    heard: list[int] = []
    tasks.command(lambda: gate.wait(5), lambda _: None, never)
    tasks.query(lambda: 7, heard.append, never)
    qtbot.waitUntil(lambda: heard == [7])
    gate.set()
    qtbot.waitUntil(lambda: tasks.under_way == 0)


def test_of_drafts_that_wait_only_the_newest_is_saved(tasks: Tasks, qtbot: QtBot) -> None:
    gate, saved = threading.Event(), list[int]()
    tasks.command(lambda: gate.wait(5), lambda _: None, never)
    for n in range(10):
        tasks.save_draft(partial(saved.append, n), nothing, never)
    gate.set()
    tasks.command(lambda: None, lambda _: None, never)
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    assert saved == [9]


def test_a_draft_given_before_a_sale_is_stored_never_comes_after_it(
    tasks: Tasks, qtbot: QtBot
) -> None:
    gate, order = threading.Event(), list[str]()
    tasks.command(lambda: gate.wait(5), lambda _: None, never)
    tasks.save_draft(lambda: order.append("old draft"), nothing, never)
    tasks.save_draft(lambda: order.append("draft"), nothing, never)
    tasks.command(lambda: order.append("sale"), lambda _: None, never)
    tasks.save_draft(lambda: order.append("next draft"), nothing, never)
    gate.set()
    tasks.command(lambda: None, lambda _: None, never)
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    assert order == ["draft", "sale", "next draft"]


def test_a_draft_that_could_not_be_saved_is_told(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[CounterError] = []

    def fail() -> None:
        raise Fault("store.full")

    tasks.save_draft(fail, nothing, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].code == "store.full"


def test_a_saved_draft_is_told_for_the_sound_follows_the_disk(tasks: Tasks, qtbot: QtBot) -> None:
    order: list[str] = []
    tasks.save_draft(lambda: order.append("disk"), lambda: order.append("sound"), never)
    qtbot.waitUntil(lambda: order == ["disk", "sound"])


def test_nothing_is_at_rest_while_a_draft_is_not_on_the_disk(tasks: Tasks, qtbot: QtBot) -> None:
    gate, saved = threading.Event(), list[str]()
    tasks.save_draft(lambda: gate.wait(5), lambda: saved.append("disk"), never)
    assert not tasks.at_rest
    gate.set()
    qtbot.waitUntil(lambda: tasks.at_rest)
    assert saved == ["disk"]


def test_an_answer_that_nobody_wants_any_more_is_not_heard(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    ticket = tasks.query(lambda: gate.wait(5), never, never)
    ticket.forget()
    gate.set()
    qtbot.waitUntil(lambda: not ticket.running)


def test_busy_is_told_once_for_all_that_is_under_way(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[bool] = []
    tasks.busy.connect(told.append)
    gate = threading.Event()
    tasks.command(lambda: gate.wait(5), lambda _: None, never)
    tasks.query(lambda: 1, lambda _: None, never)
    gate.set()
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    assert told == [True, False]


def test_a_bug_in_a_worker_is_raised_on_the_main_thread(tasks: Tasks, qtbot: QtBot) -> None:
    def bug() -> None:
        raise ZeroDivisionError

    with capture_exceptions() as caught:
        tasks.command(bug, never, never)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_all_work_is_finished_before_the_program_ends(qtbot: QtBot) -> None:
    del qtbot
    tasks, done = Tasks(), list[int]()
    for n in range(5):
        tasks.command(partial(done.append, n), lambda _: None, never)
    tasks.save_draft(lambda: done.append(99), nothing, never)
    tasks.drain()
    assert done == [0, 1, 2, 3, 4, 99]


def test_an_answer_that_comes_while_the_program_ends_begins_nothing(qtbot: QtBot) -> None:
    tasks, done = Tasks(), list[str]()

    def begin_more(_: None) -> None:
        done.append("answered")
        tasks.command(lambda: done.append("more"), never, never)
        tasks.save_draft(lambda: done.append("draft"), nothing, never)

    tasks.command(lambda: None, begin_more, never)
    tasks.drain()
    qtbot.waitUntil(lambda: done == ["answered"])
    qtbot.wait(1)
    assert (done, tasks.at_rest) == (["answered"], True)
