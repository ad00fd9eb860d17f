"""Every executor keeps the same promises; functions and items are such that other processes know them too."""

import math
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import PluginError
from kg.executors import Lost
from kg.executors.local import Local
from kg.executors.serial import Serial
from kg.plugins import find

EVERY = [pytest.param(Serial(), id="serial"), pytest.param(Local("2"), id="local:2")]
DIE = "__import__('os')._exit(7)"


@pytest.mark.parametrize("run", EVERY)
def test_results_come_in_the_order_of_the_items(run) -> None:
    items = [f"__import__('time').sleep({0.05 if number == 0 else 0}) or {number}" for number in range(40)]
    assert list(run(eval, items)) == list(range(40))


@pytest.mark.parametrize("run", EVERY)
def test_no_items_give_no_results(run) -> None:
    assert list(run(math.sqrt, [])) == []


@pytest.mark.parametrize("run", EVERY)
def test_items_are_taken_only_as_results_are_asked_for(run) -> None:
    taken = []

    def items() -> Iterator[float]:
        for number in range(1000):
            taken.append(number)
            yield float(number)

    results = run(math.sqrt, items())
    next(results)
    getattr(results, "close", list)()
    assert len(taken) < 50


@pytest.mark.parametrize("run", EVERY)
def test_what_the_function_raises_is_raised_here(run) -> None:
    with pytest.raises(ZeroDivisionError):
        list(run(eval, ["1", "1 / 0"]))


@pytest.mark.parametrize("run", EVERY)
def test_an_error_of_ours_keeps_its_message(run) -> None:
    with pytest.raises(PluginError, match="is no number of processes"):
        list(run(Local, ["none"]))


def test_work_is_done_in_several_processes() -> None:
    found = set(Local("2")(eval, ["__import__('time').sleep(0.05) or __import__('os').getpid()"] * 8))
    assert len(found) == 2
    assert os.getpid() not in found


@pytest.mark.parametrize("place", [0, 5, 29])
def test_an_item_of_which_its_process_dies_is_lost_and_no_other(place: int) -> None:
    items = [DIE if number == place else str(number) for number in range(30)]
    found = list(Local("2")(eval, items))
    assert [number for number, each in enumerate(found) if isinstance(each, Lost)] == [place]
    assert [each for each in found if not isinstance(each, Lost)] == [n for n in range(30) if n != place]


def test_every_deadly_item_is_lost_by_itself() -> None:
    found = list(Local("2")(eval, ["1", DIE, DIE, "2"]))
    assert [isinstance(each, Lost) for each in found] == [False, True, True, False]


def test_no_process_is_left_when_the_results_are_not_wanted() -> None:
    results = Local("2")(eval, ["__import__('os').getpid()"] * 100)
    worker = next(results)
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_no_process_is_left_when_its_parent_is_killed() -> None:
    code = (
        "from kg.executors.local import Local\nif __name__ == '__main__':\n"
        "    found = Local('1')(eval, iter([\"__import__('os').getpid()\"] * 5))\n    print(next(found), flush=True)\n"
        "    input()"
    )
    script = [sys.executable, "-c", code]
    with subprocess.Popen(script, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists():
            return
        time.sleep(0.05)
    pytest.fail("the worker still runs")


def test_work_can_be_done_from_a_thread() -> None:
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.extend(Local("1")(math.sqrt, [4.0])))
    thread.start()
    thread.join()
    assert found == [2.0]


def test_a_script_without_a_main_guard_is_told_what_it_lacks(tmp_path) -> None:
    script = tmp_path / "script.py"
    script.write_text("from kg.executors.local import Local\nimport math\nprint(list(Local('1')(math.sqrt, [4.0])))\n")
    ran = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert "no worker process can be started" in ran.stderr
    assert ran.returncode != 0


@pytest.mark.parametrize("argument", ["0", "-1", "two", "1.5", "٢"])
def test_a_number_of_processes_is_a_positive_number(argument: str) -> None:
    with pytest.raises(PluginError, match="no number of processes"):
        Local(argument)


def test_serial_takes_no_argument() -> None:
    make, argument = find("executor", "serial:4")
    with pytest.raises(PluginError, match="takes no argument"):
        make(argument)
