"""The figures as tables: all of them in bench/README.md, the short of it in README.md."""

import datetime
import os
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench.load import Figure, plain
from bench.sides import ROOT

BEGIN, END = "<!-- figures: begin, written by `make bench` -->", "<!-- figures: end -->"
Lines = Mapping[tuple[str, str], tuple[Figure, str]]


def write(lines: Lines, *, small: int, large: int) -> None:
    """Put the tables between the marks of both files."""
    _between(ROOT / "bench" / "README.md", f"{machine()}\n\n{whole(lines)}")
    _between(ROOT / "README.md", short(lines, small, large))


def whole(lines: Lines) -> str:
    """Everything that was measured: a row each, a column a side, one table for rows with the same sides."""
    tables: list[tuple[tuple[str, ...], list[str]]] = []
    for what in dict.fromkeys(what for what, _ in lines):
        sides = tuple(side for named, side in lines if named == what)
        if not tables or tables[-1][0] != sides:
            tables.append((sides, []))
        unit = lines[what, sides[0]][1]
        cells = [str(lines[what, side][0]) for side in sides]
        tables[-1][1].append(_row([f"{what}, {unit}" if unit else what, *cells]))
    return "\n\n".join(_table(["", *sides], rows) for sides, rows in tables)


def short(lines: Lines, small: int, large: int) -> str:
    """What a newcomer wants to know."""
    wanted = [
        (f"First pages a second, of {small:,} comments", "first page", "ours"),
        (f"… of {large:,} comments", "first page", f"ours, {large:,} comments"),
        ("… the same bytes from a server that does nothing else", "first page", "bare granian"),
        ("… of Isso", "first page", "Isso"),
        ("The slowest in a hundred, ms", "first page, p99", "ours"),
        ("Its size, compressed, kB", "first page, compressed", "ours"),
        ("20 counts a second", "20 counts", "ours"),
        ("Comments posted a second, PostgreSQL", "posts", "PostgreSQL"),
        ("… SQLite", "posts", "SQLite"),
        ("… Isso", "posts", "Isso"),
        (
            "Until a comment is served to all, ms, the slowest in a hundred",
            "published → served, p99",
            "SQLite",
        ),
        ("Listeners on one process", "listeners on one process", "SQLite"),
        ("… and its memory then, MB", "memory with them", "SQLite"),
    ]
    rows = [
        _row([words, plain(lines[what, side][0].median)])
        for words, what, side in wanted
        if (what, side) in lines
    ]
    return _table(["on the machine named in [bench](bench/README.md)", "median"], rows)


def machine() -> str:
    """What it was measured on."""
    processors = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 2**20
    day = datetime.datetime.now(tz=datetime.UTC).date()
    kind = processors[0] if processors else platform.machine()
    return (
        f"Measured on {day}: {os.cpu_count()} × {kind}, {memory:.0f} GiB, Linux {platform.release()}, "
        f"Python {platform.python_version()}. Medians, in brackets the lowest and the highest."
    )


def _table(head: Iterable[str], rows: Iterable[str]) -> str:
    names = list(head)
    return "\n".join([_row(names), _row(["---", *["---:"] * (len(names) - 1)]), *rows])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _between(path: Path, text: str) -> None:
    before, _, rest = path.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}")
