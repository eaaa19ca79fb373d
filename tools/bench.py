"""`make bench`: every measurement in benchmarks/, one after the other; names choose some."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(names: list[str]) -> int:
    found = {path.stem: path for path in sorted((ROOT / "benchmarks").glob("*.py"))}
    if unknown := [name for name in names if name not in found]:
        print(f"there is no {', '.join(unknown)}; there are: {', '.join(found)}", file=sys.stderr)
        return 2
    failed = []
    for name in names or found:
        print(f"== {name}", flush=True)
        command = [sys.executable, str(found[name])]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
