"""A ZIP that proves itself: every file is listed with its SHA-256, and a check can be repeated."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any, Self

from django.utils.translation import gettext as _

from sala.core.thai.calendar import bangkok_time
from sala.core.thai.text import clean_line, graphemes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

MANIFEST = "manifest.json"
FORMAT = "sala-archive/1"
MAX_UNPACKED = 2 * 1024**3
_MAX_MANIFEST = 16 * 1024**2
_MEMORY = 4 * 1024**2
_PIECE = 1 << 18
_LONGEST_NAME = 180
_FORBIDDEN = '<>:"/\\|?*'
_PORTS = {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
_RESERVED = {"con", "prn", "aux", "nul"} | _PORTS


def safe_name(name: str, default: str = "file") -> str:
    """One name that Windows, macOS and Linux all unpack; Thai stays Thai, the ending stays."""
    kept = "".join("_" if char in _FORBIDDEN else char for char in clean_line(name))
    kept = kept.strip(" .") or default
    stem, dot, ending = kept.rpartition(".")
    if not dot or not stem or len(ending) > 8 or " " in ending:
        stem, ending = kept, ""
    if stem.split(".")[0].strip().lower() in _RESERVED:
        stem = f"_{stem}"
    suffix = f".{ending}" if ending else ""
    return _fitting(stem, _LONGEST_NAME - len(suffix.encode())) + suffix


def _fitting(stem: str, length: int) -> str:
    """The beginning that fits into `length` bytes, cut between characters as read."""
    kept, used = [], 0
    for cluster in graphemes(stem):
        used += len(cluster.encode())
        if used > length:
            break
        kept.append(cluster)
    return "".join(kept).rstrip(" .") or "file"


class ArchiveBuilder:
    """Write files one after another, then `close`; `file` is a temporary file to send, closed by
    whoever sends it (FileResponse does).

    What is large goes to disk. `about` stands in the manifest: what this is, for whom, the gaps.
    """

    def __init__(self, title: str, made_at: datetime, about: dict[str, Any] | None = None) -> None:
        self.title, self.made_at, self.about = title, bangkok_time(made_at), about or {}
        self.file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_MEMORY)  # noqa: SIM115
        self._zip = zipfile.ZipFile(self.file, "w", zipfile.ZIP_DEFLATED)
        self._entries: list[dict[str, Any]] = []
        self._taken = {MANIFEST}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind is None:
            self.close()
        else:
            self._zip.close()
            self.file.close()

    def add(self, path: str, data: bytes | str | IO[bytes], *, title: str = "") -> str:
        """Put a file at a path of safe names; returns the path it got, unique in the archive."""
        parts = [safe_name(part) for part in path.split("/") if part.strip("./ ")]
        name = self._unique("/".join(parts))
        if isinstance(data, str):
            data = data.encode()
        stream: IO[bytes] = io.BytesIO(data) if isinstance(data, bytes) else data
        digest, size = hashlib.sha256(), 0
        with self._zip.open(self._info(name), "w", force_zip64=True) as target:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                size += len(piece)
                target.write(piece)
        entry = {"path": name, "size": size, "sha256": digest.hexdigest()}
        self._entries.append(entry | ({"title": title} if title else {}))
        return name

    def close(self) -> IO[bytes]:
        """Write the manifest last; the file is rewound."""
        manifest = {
            "format": FORMAT,
            "title": self.title,
            "made_at": self.made_at.isoformat(),
            **({"about": self.about} if self.about else {}),
            "files": self._entries,
        }
        with self._zip.open(self._info(MANIFEST), "w") as target:
            target.write(json.dumps(manifest, ensure_ascii=False, indent=2).encode())
        self._zip.close()
        self.file.seek(0)
        return self.file

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self.made_at.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        return info

    def _unique(self, path: str) -> str:
        pure = PurePosixPath(path or "file")
        candidate, count = str(pure), 1
        while candidate.casefold() in self._taken:
            count += 1
            candidate = str(pure.with_name(f"{pure.stem} ({count}){pure.suffix}"))
        self._taken.add(candidate.casefold())
        return candidate


@dataclass(frozen=True)
class Verification:
    """What a check found: the manifest, and a sentence for each thing that is not as listed."""

    manifest: dict[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.problems


def verify(file: IO[bytes]) -> Verification:
    """Reckon every SHA-256 again. Nothing is unpacked to disk and nothing in the file is run."""
    try:
        with zipfile.ZipFile(file) as opened:
            manifest = _manifest(opened)
            return Verification(manifest, tuple(_problems(opened, manifest["files"])))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError):
        return Verification(problems=(_("ไฟล์ ZIP เสียหาย เปิดไม่ได้"),))
    except (KeyError, ValueError, TypeError):
        return Verification(problems=(_("ไม่มีรายการไฟล์ (manifest.json) หรือรายการอ่านไม่ออก"),))


def _manifest(opened: zipfile.ZipFile) -> dict[str, Any]:
    if opened.getinfo(MANIFEST).file_size > _MAX_MANIFEST:
        raise ValueError("the manifest is too large")
    manifest = json.loads(opened.read(MANIFEST))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ValueError("not a manifest of this format")
    for entry in manifest["files"]:
        str(entry["path"]), int(entry["size"]), str(entry["sha256"])
    return manifest


def _problems(opened: zipfile.ZipFile, listed: list[dict[str, Any]]) -> Iterable[str]:
    names = [info.filename for info in opened.infolist() if info.filename != MANIFEST]
    if len(names) != len(set(names)) or len(opened.infolist()) != len(names) + 1:
        yield _("มีชื่อไฟล์ซ้ำกันใน ZIP")
    if sum(info.file_size for info in opened.infolist()) > MAX_UNPACKED:
        yield _("ไฟล์นี้ขยายแล้วใหญ่เกินไป ระบบจึงไม่ตรวจต่อ")
        return
    for extra in sorted(set(names) - {entry["path"] for entry in listed}):
        yield _("%(path)s ไม่อยู่ในรายการไฟล์") % {"path": extra}
    for entry in listed:
        if entry["path"] not in names:
            yield _("ไม่พบ %(path)s") % {"path": entry["path"]}
        elif _digest(opened, entry["path"]) != (entry["size"], entry["sha256"]):
            yield _("%(path)s มีการแก้ไขหลังจากจัดทำแฟ้ม") % {"path": entry["path"]}


def _digest(opened: zipfile.ZipFile, name: str) -> tuple[int, str]:
    """Size and hash; a member whose own check sum fails counts as changed."""
    digest, size = hashlib.sha256(), 0
    try:
        with opened.open(name) as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                size += len(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return -1, ""
    return size, digest.hexdigest()
