"""Run by `test_worker_killed.py`: workers that die by kill -9, one at each step of their work.

Step n is the n-th line that runs in the room `owed`. For each n a letter is owed, a child begins
the work and kills itself at that line; its lease runs out; a normal worker does what is left. One
line of JSON tells what came of each letter. The last letter's worker lives through all its steps.
"""

import json
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any
from uuid import UUID

import django

django.setup()

from django.db import connections  # noqa: E402 - after Django is ready

import undersigned.owed  # noqa: E402 - the same
from undersigned.owed import actions  # noqa: E402 - the same
from undersigned.owed.models import Owed  # noqa: E402 - the same

ROOM = str(Path(undersigned.owed.__file__).parent)


def die_at(step: int) -> None:
    """From now on, kill -9 comes at the given step."""
    steps = 0

    def at_line(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal steps
        steps += event == "line"
        if steps == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return at_line

    sys.settrace(lambda frame, *_: at_line if frame.f_code.co_filename.startswith(ROOM) else None)


def begin_and_die(step: int) -> bool:
    """A worker in a process of its own; whether it was killed."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        die_at(step)
        actions.perform_next()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def owe_and_deliver(step: int) -> tuple[UUID, bool]:
    owed_id = actions.owe_mail("ada@demo.example", f"Step {step}", "Only once.\n")
    was_killed = begin_and_die(step)
    Owed.objects.filter(id=owed_id).exclude(leased_until=None).update(leased_until=datetime.now(UTC))
    while actions.perform_next():
        pass
    return owed_id, was_killed


def main() -> None:
    step, was_killed = 0, True
    while was_killed:
        step += 1
        owed_id, was_killed = owe_and_deliver(step)
        row = Owed.objects.get(id=owed_id)
        told = {"id": str(owed_id), "step": step, "was_killed": was_killed, "attempts": row.attempts}
        sys.stdout.write(json.dumps(told | {"is_done": row.done_at is not None}) + "\n")


if __name__ == "__main__":
    main()
