"""`make test` and `make check`: every step, then one line a step with what it found.

What the machine cannot run is said, with what would mend it; under CI (the variable CI is set)
that is a failure.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.chromium import NoChromium, chromium
from tools.postgres import NoPostgres, postgres

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
WORKERS = min(os.cpu_count() or 1, 8)
EMBED = [str(ROOT / "tools" / "with_node"), "npm", "--prefix", "embed", "run", "--silent"]
CHECKS: dict[str, list[str]] = {
    "lint": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "imports": ["lint-imports", "--no-logo", "--cache-dir", ".cache/import-linter"],
    "types": ["mypy"],
    "embed types": [*EMBED, "types"],
    "embed size": [*EMBED, "size"],
}
BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}  # kept, whatever is set: dozens of processes read the same modules
COUNTED = re.compile(r"(\d+) (passed|failed|errors?|skipped)\b")


@dataclass(frozen=True)
class Outcome:
    """Shape  state: ok, failed or not run; said: pytest's own summary, or why it was not run"""

    step: str
    state: str
    seconds: float
    said: str = ""


def run(step: str, command: list[str], variables: Mapping[str, str] | None = None) -> Outcome:
    """One step with its output passed through; the last line of pytest's is kept for the end."""
    print(f"\n── {step}: {' '.join(command)}", flush=True)
    began = time.monotonic()
    said = ""
    with subprocess.Popen(
        [str(BIN / command[0]), *command[1:]],
        cwd=ROOT,
        env={**os.environ, **BYTECODE, **(variables or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            if COUNTED.search(line) and re.search(r" in [\d.]+s", line):
                said = line.strip(" =\n")
    state = "ok" if process.returncode == 0 else "failed"
    return Outcome(step, state, time.monotonic() - began, said)


def check() -> list[Outcome]:
    """Lint, format, the stairs, types; the embed's types and its size."""
    return [run(step, command) for step, command in CHECKS.items()]


def of_the_embed() -> Outcome:
    return run("tests of the embed", [*EMBED, "test"])


def tests(marks: str, workers: int) -> list[str]:
    """The tests with these marks; a worker that has done its own takes over from one that has not."""
    return ["pytest", "-rfEs", "-n", str(workers), "--dist", "worksteal", "-m", marks]


def on_sqlite() -> Outcome:
    command = tests("not browser and not postgres", WORKERS)
    return run("tests on SQLite", command, {"UNDERSIGNED_DATABASE_URL": ""})


def on_postgres() -> Outcome:
    step = "tests on PostgreSQL"
    try:
        with postgres() as url:
            return run(step, tests("not browser", WORKERS), {"UNDERSIGNED_DATABASE_URL": url})
    except NoPostgres as error:
        return Outcome(step, "not run", 0, str(error))


def in_browser() -> Outcome:
    step = "tests in Chromium"
    try:
        found = chromium()
    except NoChromium as error:
        return Outcome(step, "not run", 0, str(error))
    shutil.rmtree(ROOT / ".cache" / "browser", ignore_errors=True)  # what an earlier run left
    return run(step, [*tests("browser", 1), "tests/browser"], {"CHROMIUM": str(found)})


def close(outcomes: list[Outcome]) -> int:
    """The summary; last, the tests of every step added up as pytest counts them."""
    print("\n── summary")
    for outcome in outcomes:
        print(f"{outcome.state:8} {outcome.step:20} {outcome.seconds:5.0f} s  {outcome.said}")
    totals: dict[str, int] = {}
    for outcome in outcomes:
        for count, kind in COUNTED.findall(outcome.said if outcome.state != "not run" else ""):
            totals[kind] = totals.get(kind, 0) + int(count)
    not_run = [outcome for outcome in outcomes if outcome.state == "not run"]
    failed = [outcome for outcome in outcomes if outcome.state == "failed"]
    if not_run and os.environ.get("CI"):
        print("Under CI everything has to run.")
        failed += not_run
    counts = ", ".join(f"{count} {kind}" for kind, count in totals.items())
    seconds = sum(outcome.seconds for outcome in outcomes)
    if counts:
        print(f"{'FAILED: ' if failed else ''}{counts} in {seconds:.0f}s")
    return 1 if failed else 0


def main(arguments: list[str]) -> int:
    """`check` runs the checks alone."""
    outcomes = check()
    if arguments != ["check"]:
        outcomes += [of_the_embed(), on_sqlite(), on_postgres(), in_browser()]
    return close(outcomes)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
