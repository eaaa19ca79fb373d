"""Files and functions that have grown too large to be read in one go."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.checks.sources import files, templates

MODULE, FUNCTION, TEST_FILE, TEMPLATE, SCRIPT = 400, 45, 600, 250, 120


def problems(root: Path) -> Iterator[str]:
    for path in files(root, "sala", "config", "tools", "benchmarks", suffix=".py"):
        if "migrations" not in path.parts:
            yield from too_long(root, path, MODULE)
            yield from long_functions(root, path)
    for path in files(root, "tests", suffix=".py"):
        yield from too_long(root, path, TEST_FILE)
    for path in templates(root):
        yield from too_long(root, path, TEMPLATE)
    for path in files(root, "sala", suffix=".js"):
        if not path.read_text(encoding="utf-8").startswith("/* Made by"):
            yield from too_long(root, path, SCRIPT)


def too_long(root: Path, path: Path, limit: int) -> Iterator[str]:
    lines = path.read_text(encoding="utf-8").count("\n")
    if lines > limit:
        yield f"{path.relative_to(root)}: {lines} lines, at most {limit}: split by noun"


def long_functions(root: Path, path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION:
                place = f"{path.relative_to(root)}:{node.lineno}"
                yield f"{place}: {node.name} has {lines} lines, at most {FUNCTION}"
