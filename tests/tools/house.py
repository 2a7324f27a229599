"""The house: which part of the library may import which, and the picture of which does; `make house` draws it."""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
LIBRARY = REPOSITORY / "hooks" / "sourcebook"
PICTURE_IN = REPOSITORY / "CONTRIBUTING.md"
BEGIN, END = "<!-- the house, drawn by `make house` -->", "<!-- the end of the house -->"

STEPS = ("read", "describe", "names", "link", "ledger", "derive", "cite", "search")
FLOORS: tuple[tuple[str, ...], ...] = (
    ("ground",),
    ("model",),
    ("vocabulary", "text"),
    ("curated",),
    STEPS,
    ("visibility",),
    ("export", "render"),
    ("check",),
    ("publish",),
    ("pipeline", "intake"),
    ("spread", "building"),
    ("commands",),
    ("__main__",),
)
"""From the ground up: a part imports what is on the floors below, and nothing beside it. The ground is every module
that stands alone: problems, addresses, the clock."""
LESS = {"export": FLOORS[:3], "render": FLOORS[:3]}
"""Parts that may import less: what they need of the steps is handed to them by the pipeline."""


@dataclass(frozen=True, slots=True)
class Import:
    """An import of a module of the library by another."""

    file: Path
    line: int
    importer: str
    """The part."""
    imported: str
    module: str
    """The module imported, or the package."""
    source: str
    """The module that imports."""

    def __str__(self) -> str:
        place = f"{self.file.relative_to(REPOSITORY)}:{self.line}"
        return f"{place}: {self.importer} may not import {self.imported} ({self.module})"


@cache
def parsed(path: Path) -> ast.Module:
    """Return the tree of a module, which no test changes."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(library: Path = LIBRARY) -> tuple[Import, ...]:
    """Return every import within the library, also those within functions and for types alone."""
    return tuple(_imports(library))


def _imports(library: Path) -> Iterator[Import]:
    modules = {_module(path, library) for path in library.rglob("*.py")}
    for path in sorted(library.rglob("*.py")):
        source = _module(path, library)
        for node in ast.walk(parsed(path)):
            for name in _imported(node, modules):
                yield Import(path, node.lineno, _part(source), _part(name), name, source)  # type: ignore[attr-defined]


def _imported(node: ast.AST, modules: set[str]) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").split(".")[0] == "sourcebook"):
        assert not node.level, "imports name the whole way: from sourcebook.…"
        for alias in node.names:
            whole = f"{node.module}.{alias.name}"
            yield whole if whole in modules else str(node.module)
    elif isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "sourcebook")


def _module(path: Path, library: Path) -> str:
    parts = path.relative_to(library).with_suffix("").parts
    return ".".join(("sourcebook", *(part for part in parts if part != "__init__")))


def _part(module: str) -> str:
    parts = module.split(".")
    name = parts[1] if len(parts) > 1 else ""
    return name if any(name in floor for floor in FLOORS) or ((LIBRARY / name).is_dir() and name) else "ground"


def allowed(part: str) -> set[str]:
    """Return the parts that a part may import, itself among them.

    Raises:
        KeyError: if it has no floor yet.
    """
    for number, floor in enumerate(FLOORS):
        if part in floor:
            below = LESS.get(part, FLOORS[:number])
            return {part, *(other for floor in below for other in floor)}
    raise KeyError(f"{part} has no floor: give it one in tests/tools/house.py")


def broken(library: Path = LIBRARY) -> list[str]:
    """Return every import that goes against the floors, with its file and line."""
    return [str(found) for found in imports(library) if found.imported not in allowed(found.importer)]


def circles(library: Path = LIBRARY) -> list[list[str]]:
    """Return every ring of modules that import one another, each once."""
    graph: dict[str, set[str]] = {}
    for found in imports(library):
        graph.setdefault(found.source, set()).add(found.module)
    reached = {module: _reached(graph, module) for module in graph}
    rings = {
        tuple(sorted(other for other in reached[m] if m in reached.get(other, ()))) for m in graph if m in reached[m]
    }
    return [list(ring) for ring in sorted(rings)]


CHANGING = frozenset(
    {"add", "append", "appendleft", "clear", "discard", "extend", "insert", "pop", "popitem", "popleft", "remove"}
    | {"reverse", "setdefault", "sort", "update"}
)
"""Methods that change what they are called on."""


def state(path: Path) -> list[str]:
    """Return each place where a function changes what belongs to a module, and so outlives whoever called it.

    What a `ContextVar` holds belongs to a context, and what is made once and for all, as `functools.cache` does, is no
    state: neither is told.
    """
    tree = parsed(path)
    modules = {
        alias.asname or alias.name.partition(".")[0]
        for n in tree.body
        if isinstance(n, ast.Import)
        for alias in n.names
    }
    return [f"{path}:{line}: {name}" for line, name in sorted(_changed(tree, None, modules))]


def _changed(node: ast.AST, own: frozenset[str] | None, modules: set[str]) -> Iterator[tuple[int, str]]:
    """Yield what is changed below a node, and isn't among the names of the functions that it stands in."""
    if isinstance(node, (ast.FunctionDef, ast.Lambda)):
        below = [*ast.walk(node)]
        named = {n.arg for n in below if isinstance(n, ast.arg)}
        stored = {n.id for n in below if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        own = (own or frozenset()) | named | stored
    if own is not None:
        if isinstance(node, ast.Global):
            yield node.lineno, ", ".join(node.names)
        elif isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, (ast.Store, ast.Del)):
            yield from ((node.lineno, root) for root in _root(node) - own)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
            yield from ((node.lineno, root) for root in _root(node.func) - own - modules)
    for child in ast.iter_child_nodes(node):
        yield from _changed(child, own, modules)


def _root(node: ast.AST) -> set[str]:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _reached(graph: Mapping[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [*graph.get(start, ())]
    while waiting:
        if (module := waiting.pop()) not in found:
            found.add(module)
            waiting += graph.get(module, ())
    return found


def picture(library: Path = LIBRARY) -> str:
    """Return the house from the roof down: each part, what it is for, and the parts that it imports."""
    used: dict[str, set[str]] = {}
    for found in imports(library):
        used.setdefault(found.importer, set()).add(found.imported)
    order = [part for floor in FLOORS for part in floor]
    lines = []
    for floor in reversed(FLOORS):
        for part in floor:
            below = sorted(used.get(part, set()) - {part, "ground"}, key=order.index)
            lines.append(f"| `{part}` | {_about(part, library)} | {', '.join(below) or '—'} |")
    return "\n".join(("| part | what it is for | what it imports, beside the ground |", "|---|---|---|", *lines))


def _about(part: str, library: Path) -> str:
    if part == "ground":
        alone = sorted(path.stem for path in library.glob("*.py") if not path.stem.startswith("__"))
        return ", ".join(f"`{name}`" for name in alone if _part(f"sourcebook.{name}") == "ground")
    path = library / part / "__init__.py" if (library / part).is_dir() else library / f"{part}.py"
    first = (ast.get_docstring(parsed(path)) or "").split("\n", 1)[0]
    words = re.sub(r"^[\w ]+: ", "", first)
    return words[:1].upper() + words[1:].rstrip(".")


def drawn_in(text: str) -> str:
    """Return a page with the picture drawn anew between its two marks."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\n{picture()}\n\n{END}{after}"


if __name__ == "__main__":
    text = PICTURE_IN.read_text(encoding="utf-8")
    PICTURE_IN.write_text(drawn_in(text), encoding="utf-8")
    print(picture())
    sys.exit("\n".join(broken()) or 0)
