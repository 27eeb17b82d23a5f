"""What a score costs: `python -m bench.scores`. Loading, memory, one comment of eighty words, many in a row.

The texts are the demonstration's own comments, put together and cut to eighty words, each of them another.
"""

import json
import subprocess
import sys
import time
from importlib.resources import files
from itertools import islice, pairwise
from pathlib import Path

import numpy as np

WORDS, TEXTS = 80, 2000
MEMORY = """
import resource, sys
from undersigned.scoring import rules, contacts
def resident():
    return int(next(l.split()[1] for l in open("/proc/self/status") if l.startswith("VmRSS")))
before = resident()
import time
began = time.perf_counter()
from undersigned.scoring.scored import scores
scores("A first text.")
print(time.perf_counter() - began, (resident() - before) / 1024)
"""


def texts() -> list[str]:
    """Eighty words each."""
    folder = Path(str(files("undersigned.exchange"))) / "demonstration"
    said = " ".join(
        path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".json", ".toml", ".py"}
    )
    words = [word.strip('",[]{}') for word in said.split()]
    steps = range(0, len(words) - WORDS, max(1, (len(words) - WORDS) // TEXTS))
    return [" ".join(words[at : at + WORDS]) for at in islice(steps, TEXTS)]


def main() -> None:
    """Print one table."""
    from undersigned.scoring.reads import assess
    from undersigned.scoring.scored import shipped

    loaded = subprocess.run(
        [sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True
    ).stdout.split()
    many = texts()
    moments = [time.perf_counter()]
    for text in many:
        shipped().read(text)
        moments.append(time.perf_counter())
    each = np.array([after - before for before, after in pairwise(moments)]) * 1000
    began = time.process_time()
    for text in many:
        shipped().read(text)
    batch = len(many) / (time.process_time() - began)
    began = time.process_time()
    for text in many:
        assess(text)
    whole = len(many) / (time.process_time() - began)
    rows = {
        "loading the model, s": float(loaded[0]),
        "memory for it, MB": float(loaded[1]),
        "one comment of 80 words, p50, ms": float(np.quantile(each, 0.5)),
        "one comment of 80 words, p99, ms": float(np.quantile(each, 0.99)),
        "comments a second of one core, model": batch,
        "comments a second of one core, all of `assess`": whole,
    }
    print(json.dumps({name: round(value, 2) for name, value in rows.items()}, indent=1))


if __name__ == "__main__":
    main()
