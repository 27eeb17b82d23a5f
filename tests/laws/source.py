"""The product's own source, as the laws read it."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "undersigned"
NOT_OURS = {"tests", "migrations"}


@dataclass(frozen=True)
class Import:
    """Shape  room: the one the file stands in; target: dotted, without `undersigned.`;
    for_types: named in annotations only, to say what a read of that room returned
    """

    path: Path
    line: int
    room: str
    target: str
    for_types: bool

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line} imports {self.target}"


def modules(*, with_tests: bool = False) -> list[Path]:
    """Every Python file of the package; migrations are Django's."""
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts and (with_tests or "tests" not in path.parts)
    ]


def room_of(path: Path) -> str:
    """The room a file stands in; a file at the root is its own."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imports() -> tuple[Import, ...]:
    """Every import of the product's own modules, whatever its spelling or depth."""
    return tuple(found for path in modules() for found in _imports_of(path))


def _imports_of(path: Path) -> Iterator[Import]:
    tree = ast.parse(path.read_text())
    used = _used_when_run(tree)
    for node in ast.walk(tree):
        for name, bound in _named_in(node, path):
            if name.startswith("undersigned."):
                target = name.removeprefix("undersigned.")
                line: int = getattr(node, "lineno", 0)
                yield Import(path, line, room_of(path), target, bound not in used)


def _used_when_run(tree: ast.AST) -> set[str]:
    """Every name that stands elsewhere than in an annotation."""
    annotations = {
        id(inside)
        for node in ast.walk(tree)
        for kind in ("annotation", "returns")
        if isinstance(annotation := getattr(node, kind, None), ast.AST)
        for inside in ast.walk(annotation)
    }
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in annotations}


def _named_in(node: ast.AST, path: Path) -> list[tuple[str, str]]:
    """Each module that a statement imports from, with the name it is known by afterwards."""
    if isinstance(node, ast.Import):
        return [(alias.name, alias.asname or alias.name.split(".")[0]) for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    package = path.relative_to(PACKAGE.parent).parent.parts
    above = ".".join(package[: len(package) + 1 - node.level]) if node.level else ""
    base = ".".join(part for part in (above, node.module) if part)
    whole = [(f"{base}.{alias.name}", alias.asname or alias.name) for alias in node.names]
    return [(name if _is_module(name) else base, bound) for name, bound in whole]


def _is_module(name: str) -> bool:
    path = PACKAGE.parent.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").exists()


@cache
def steps() -> dict[str, int]:
    """Each room with its step on the stairs, 0 at the bottom."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return {room.strip(): step for step, layer in enumerate(reversed(layers)) for room in layer.split("|")}
