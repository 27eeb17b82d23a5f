"""`make bench`: everything measured in one run on this machine, then written into the two README files.

`python -m bench --quick` tries the bench itself out, with small threads and short runs, and writes nothing.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from bench import report
from bench.hearing import listening
from bench.load import Posting
from bench.plan import ISSO_BODY, ISSO_PAGE, QUICK, Plan, Results, filled, say, thread
from bench.reading import opening, painting, reading, reading_isso, told_to_isso
from bench.sides import ROOT, NotHere, at, free_port, get, isso, ours
from bench.writing import appearing, beside, in_a_row, writing
from tools.postgres import NoPostgres, durable


def run(plan: Plan) -> Results:
    """Everything, in the order of what disturbs least."""
    results = Results()
    cache = ROOT / ".cache" / "bench"
    cache.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=cache)))
        embedded = filled("SQLite", "", directory, plan)
        try:
            url = stack.enter_context(durable())
        except NoPostgres as error:
            say(f"PostgreSQL is left out: {error}")
            server = None
        else:
            server = filled("PostgreSQL", url, directory, plan)
        opening(plan, results, embedded)
        if server is not None:
            opening(plan, results, server)
        small = plan.sizes[1]
        hot = thread(small)
        with ExitStack() as sides:
            sqlite = sides.enter_context(ours("SQLite", embedded.environment))
            postgres = None if server is None else sides.enter_context(ours("PostgreSQL", server.environment))
            get(sqlite.port, hot)
            peer = directory / "isso"
            peer.mkdir()
            reading(plan, results, sqlite, postgres, directory)
            painting(plan, results, sqlite)
            given = told_to_isso(sqlite, small)
            written = {"SQLite": (sqlite, hot, embedded.posting(small))}
            if postgres is not None and server is not None:
                written["PostgreSQL"] = (postgres, hot, server.posting(small))
            for name, (side, path, posting) in written.items():
                appearing(results, name, side, posting, path)
                beside(plan, results, name, side, posting, path)
            if server is not None:
                twice = server.environment | at(free_port())
                both = sides.enter_context(ours("PostgreSQL, 2 processes", twice, processes=2))
                written[both.name] = (both, hot, server.posting(small))
            try:
                other = sides.enter_context(isso(given, peer))
            except (NotHere, subprocess.CalledProcessError) as error:
                say(f"Isso is left out: {error}")
            else:
                reading_isso(plan, results, other)
                written["Isso"] = (other, ISSO_PAGE, Posting("/new?uri=/thread/", ISSO_BODY))
            writing(plan, results, written)
        listening(plan, results, embedded)
        best = server or embedded
        with ours(best.name, best.environment, processes=2) as side:
            in_a_row(plan, results, side, best.posting(plan.sizes[1]), f"{best.name}, 2 processes")
    return results


def main(arguments: Sequence[str]) -> int:
    """Exit status 1 where something that the bench cannot do without is missing."""
    quick = "--quick" in arguments
    plan = QUICK if quick else Plan()
    try:
        results = run(plan)
    except NotHere as missing:
        say(f"The bench needs {missing}.")
        return 1
    if quick:
        say("Nothing was written: this was a try.")
    else:
        report.write(results.lines, small=plan.sizes[1], large=plan.sizes[-1])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
