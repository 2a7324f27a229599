"""A command of the curator's, killed before each step that changes a file, and then run again.

`python -m tests.tools.killing FOLDER COMMAND…` copies FOLDER for each step, kills the command in the copy before that
step, and prints a line of JSON: what was there when it was dead, how the same command ended when it was run again, and
what was there then. The last line is of the run that nobody killed. (A process is killed as a machine stops: nothing
that the command would do at its end is done.)
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner
from sourcebook.commands import main

from tests.tools.building import tree

CHANGING = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil.rmtree"}
ARMED: list[Callable[[], None]] = []
"""What is called before each step; nothing while this module works for itself."""


def _before_each_step(event: str, arguments: tuple[object, ...]) -> None:
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if ARMED and (event in CHANGING or writes):
        ARMED[0]()


def _run(command: list[str], steps: int) -> int:
    """Run a command in a process of its own, and kill it before step `steps`; return its exit code."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left = steps

    def step() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    ARMED.append(step)
    answer = CliRunner().invoke(main, command)
    ARMED.clear()
    os._exit(answer.exit_code)


def run(folder: Path, command: list[str]) -> None:
    """Kill the command before its first step, its second, and so on until it comes to its end."""
    steps, killed = 0, True
    work = folder.with_name("killed")
    while killed:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(folder, work)
        os.chdir(work)
        killed = _run(command, steps) == -signal.SIGKILL
        dead = _read(work)
        again = _run(command, sys.maxsize) if killed else 0
        print(json.dumps({"killed": killed, "dead": dead, "again": again, "then": _read(work)}))
        steps += 1


def _read(folder: Path) -> dict[str, str]:
    return {name: content.hex() for name, content in tree(folder).items()}


if __name__ == "__main__":
    sys.addaudithook(_before_each_step)
    run(Path(sys.argv[1]), sys.argv[2:])
