"""Join the style sheets and the script modules: `python tools/assets.py [--check]`.

Sources are one file per component under `static/core/css` and `static/core/js`. A page loads
one sheet and one script (docs/decisions/002-one-sheet-one-script.md says why). The joined files
are committed, so nothing is built on a server; a test fails when they are stale.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.flat_css import flat

CORE = Path(__file__).parent.parent / "sala" / "core" / "static" / "core"
MADE = "/* Made by tools/assets.py from css/ and js/: change those, not this file. */\n"
LAYERS = "@layer reset, tokens, base, components, pages, utilities;\n"


def sheet() -> str:
    css = CORE / "css"
    parts = [MADE, LAYERS, flat(_text(css / "fonts.css").replace('url("../', 'url("'))]
    parts += [_layer("tokens", css / "tokens.css"), flat(_text(css / "base.css"))]
    parts += [_layer("components", path) for path in sorted((css / "components").glob("*.css"))]
    parts += [_layer("pages", path) for path in sorted((css / "pages").glob("*.css"))]
    parts += [_layer("utilities", css / "utilities.css")]
    return "".join(parts)


def script() -> str:
    """Each module stands in its own block, so names never meet; none imports another."""
    paths = sorted((CORE / "js").glob("*.js"))
    return MADE + "".join(f"{{ // {path.name}\n{_text(path)}}}\n" for path in paths)


def _layer(name: str, path: Path) -> str:
    return f"@layer {name} {{ /* {path.name} */\n{flat(_text(path))}}}\n"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8").rstrip() + "\n"


FILES = {"sala.css": sheet, "sala.js": script}


def stale() -> list[str]:
    return [
        name
        for name, make in FILES.items()
        if not (CORE / name).exists() or (CORE / name).read_text(encoding="utf-8") != make()
    ]


def main(*, check: bool) -> int:
    if check:
        for name in stale():
            sys.stderr.write(f"{name} is stale: run python tools/assets.py\n")
        return 1 if stale() else 0
    for name, make in FILES.items():
        (CORE / name).write_text(make(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
