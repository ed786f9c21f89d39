"""The house rules that a machine can hold: imports point down, sizes, names, files by kind."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "storymap"
MODULE_LINES = 300
FUNCTION_LINES = 40

LAYERS: tuple[tuple[str, ...], ...] = (
    ("model", "errors"),
    ("gazetteer", "locales", "themes", "writing", "parallel"),
    ("story",),
    ("layers",),
    ("readers", "recognisers", "corrections", "resolvers", "renderers"),
    ("pipeline", "records"),
    ("corpus", "api"),
    ("cli",),
    ("__main__",),
)
"""The rooms from the ground up; a room imports from those below it and from itself only."""

TABLES = {
    "readers": "TABLE",
    "recognisers": "KINDS",
    "resolvers": "RESOLVERS",
    "renderers": "RENDERERS",
}
"""The stage rooms, and what each calls its table."""

PYTHON = sorted(
    path
    for folder in ("storymap", "gazetteer", "tests", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
)
ASSETS = sorted(
    path
    for suffix in ("*.js", "*.css")
    for path in PACKAGE.rglob(suffix)
    if "vendor" not in path.parts
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The rooms of our own that a module imports, wherever in the file it does."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "storymap":
            names = [f"storymap.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}: relative import"
            names = [node.module or ""]
        else:
            continue
        yield from (each.split(".")[1] for each in names if each.startswith("storymap."))


def level(of: str) -> int:
    return next(height for height, rooms in enumerate(LAYERS) if of in rooms)


ROOMED = [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


@pytest.mark.parametrize("path", ROOMED, ids=name)
def test_imports_point_down(path: Path) -> None:
    own = room(path)
    for other in imports(path):
        if other in {own, "__version__"}:
            continue
        below = level(other) < level(own)
        # One storey may hold several rooms of small things; the stages never know one another.
        beside = level(other) == level(own) and own not in TABLES
        assert below or beside, f"{name(path)} imports storymap.{other}"


def test_every_module_has_its_place() -> None:
    rooms = {room(path) for path in ROOMED}
    assert rooms == {each for storey in LAYERS for each in storey}


def test_the_recipe_is_not_imported_by_the_program() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(tree(path)):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            assert (module or "").split(".")[0] != "gazetteer", name(path)


@pytest.mark.parametrize("path", [*PYTHON, *ASSETS], ids=name)
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_functions_are_short(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= FUNCTION_LINES, f"{name(path)}: {node.name} has {length} lines"


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_no_drawer_for_everything(path: Path) -> None:
    for word in re.split(r"[_/.]", name(path).lower()):
        assert word not in {"util", "utils", "helper", "helpers", "manager", "misc", "common"}


MARKUP = re.compile(
    r"<(?:div|span|p|script|style|html|svg|path|button|iframe|meta|a)\b[^>]*>|</\w+>"
)
SCRIPT = re.compile(
    r"\b(?:document\.(?:body|create|get|query)|window\.|addEventListener|function\s*\(|const \w+ =)"
)
STATEMENT = re.compile(r"\b(?:SELECT\s.+\sFROM|INSERT\s+INTO|CREATE\s+(?:TABLE|INDEX))\s", re.S)
SHIPPED = [
    path for path in PYTHON if path.is_relative_to(PACKAGE) or "gazetteer" in path.parts[:-1]
]


def strings(path: Path) -> Iterator[str]:
    """A module's strings but for its docstrings; the fixed parts of f-strings are among them."""
    module = tree(path)
    said = {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


@pytest.mark.parametrize("path", SHIPPED, ids=name)
@pytest.mark.parametrize("kind", [MARKUP, SCRIPT, STATEMENT], ids=["HTML", "JavaScript", "SQL"])
def test_no_other_language_hides_in_strings(path: Path, kind: re.Pattern[str]) -> None:
    for text in strings(path):
        assert not kind.search(text), f"{name(path)}: {text[:80]!r}"


@pytest.mark.parametrize("stage", TABLES)
def test_every_kind_is_one_module_of_its_room(stage: str) -> None:
    from importlib import import_module

    room_module = import_module(f"storymap.{stage}")
    table = getattr(room_module, TABLES[stage])
    for kind, entry in table.items():
        module = str(getattr(entry, "module", entry)).rpartition(".")[2]
        folder = PACKAGE / stage
        found = (folder / f"{module}.py").is_file() or (folder / module / "__init__.py").is_file()
        assert found, f"{stage}: {kind} has no module {module}"


def test_public_names_are_there() -> None:
    import storymap

    for public in storymap.__all__:
        assert getattr(storymap, public) is not None
    assert set(storymap.__all__) <= set(dir(storymap))
