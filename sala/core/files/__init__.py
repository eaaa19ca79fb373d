"""Files: judged by what is in them, kept with the audience of the thing they belong to."""

from sala.core.files.keeping import (
    Kept,
    attach,
    detach,
    follow_audience,
    keep,
    of,
    require_open,
    served,
)
from sala.core.files.scanning import scan_waiting

__all__ = [
    "Kept",
    "attach",
    "detach",
    "follow_audience",
    "keep",
    "of",
    "require_open",
    "scan_waiting",
    "served",
]
