"""What listeners cost."""

import json
import subprocess
import sys
import time

from bench.load import load
from bench.plan import (
    COMMUNITY,
    Installation,
    Plan,
    Results,
    say,
    thread,
)
from bench.sides import ROOT, get, ours


def listening(plan: Plan, results: Results, installation: Installation) -> None:
    """Idle listeners: what they cost, and how soon the last of them has heard."""
    size = plan.sizes[1]
    posting = installation.posting(size)
    with ours(installation.name, installation.environment) as side:
        get(side.port, thread(size))
        empty = side.megabytes()
        path = f"{COMMUNITY}/thread-{size}/live"
        command = [sys.executable, "-m", "bench.listeners", str(side.port), path, str(plan.listeners)]
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert process.stdin is not None
        assert process.stdout is not None
        began = time.monotonic()
        opened = json.loads(process.stdout.readline())["open"]
        took = time.monotonic() - began
        time.sleep(2)
        full = side.megabytes()
        heard: list[float] = []
        for _ in range(plan.repeats):
            process.stdin.write(f"{time.time()}\n")
            process.stdin.flush()
            load(
                side.port,
                path.replace("/live", "/conversation"),
                1,
                posting=posting,
                share=1,
                connections=1,
            )
            answer = json.loads(process.stdout.readline())
            if answer["heard"] < opened:
                say(f"  ! only {answer['heard']} of {opened} heard")
            heard.append(answer["last"])
            time.sleep(1.5)
        process.stdin.close()
        process.wait(60)
    results.add("listeners on one process", installation.name, [opened], "")
    results.add("to open them all", installation.name, [took], "s")
    results.add("memory without them", installation.name, [empty], "MB")
    results.add("memory with them", installation.name, [full], "MB")
    results.add("until the last has heard", installation.name, heard, "s")
