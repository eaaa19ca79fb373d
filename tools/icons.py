"""Gather Lucide outlines into one sprite: `python tools/icons.py <unpacked lucide-static folder>`.

The sprite is committed; this runs only when an icon is added to NAMES.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

SPRITE = Path(__file__).parent.parent / "sala" / "core" / "static" / "core" / "icons.svg"
NAMES = """
archive arrow-down arrow-left arrow-right arrow-up award ban bell bell-off bold book-open bookmark
building-2 calendar calendar-check calendar-plus calendar-x chart-column check chevron-down
chevron-left chevron-right chevron-up circle-alert circle-check circle-dashed circle-dot
circle-help circle-minus circle-plus circle-x clipboard-check clipboard-list clock copy
door-open download ellipsis external-link eye eye-off file-check file-pen file-plus file-text
files filter flag flower-2 folder git-compare globe graduation-cap grip-vertical handshake heading
heart history hourglass house image inbox info italic key-round languages layers lightbulb link list
list-checks list-ordered loader lock lock-open log-in log-out mail mail-check map-pin megaphone
menu message-circle message-circle-question message-square mic milestone minus network notebook-pen
octagon-alert package paperclip pause pencil phone pin play plus printer qr-code quote refresh-cw
repeat reply rotate-ccw save scale scroll-text search send settings share-2 shield shield-check
sparkles sprout square-check square-pen star sun-moon table tag target thumbs-up trash-2 trending-up
triangle-alert undo-2 unlink upload user-check user-minus user-plus user-round user-x users
users-round vote wrench x zap
""".split()  # noqa: SIM905 -- read by eye
WORN = {"circle-help": "circle-question-mark"}


def outline(folder: Path, name: str) -> str:
    text = (folder / "icons" / f"{name}.svg").read_text()
    inner = text[text.index(">", text.index("<svg")) + 1 : text.rindex("</svg>")]
    return re.sub(r"\s*\n\s*", "", inner).replace(" />", "/>")


def main(folder: Path) -> None:
    symbols = [
        f'<symbol id="{name}" viewBox="0 0 24 24">{outline(folder, WORN.get(name, name))}</symbol>'
        for name in NAMES
    ]
    head = '<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC, see LICENCE-Lucide.txt -->'
    SPRITE.write_text("\n".join([head, *symbols, "</svg>", ""]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
