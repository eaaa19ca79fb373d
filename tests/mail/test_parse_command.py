"""`sala mail parse`: one line a file, whatever the file is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sala.mail.parse_command import main

KEYS = [
    "file",
    "kind",
    "text",
    "from",
    "from_name",
    "subject",
    "attachments",
    "bounce",
    "reason",
    "held",
]
LETTER = (
    "From: =?UTF-8?B?4Liq4Lih4LiK4Liy4Lii?= <somchai@example.go.th>\n"
    "Subject: =?UTF-8?B?4Lib4Lij4Liw4LiK4Li44Lih?=\n"
    "Content-Type: text/plain; charset=utf-8\n\nเห็นด้วยครับ\n"
)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.eml"
    path.write_text(LETTER, encoding="utf-8")
    return path


def lines(capsysbinary: pytest.CaptureFixture[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]


def test_one_line_per_file_in_the_order_given(
    letter: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    empty = tmp_path / "empty.eml"
    empty.write_bytes(b"")
    missing = tmp_path / "missing.eml"
    assert main([str(missing), str(letter), str(empty), str(tmp_path)]) == 0
    found = lines(capsysbinary)
    assert [row["file"] for row in found] == [str(missing), str(letter), str(empty), str(tmp_path)]
    assert [row["kind"] for row in found] == ["reject", "post", "reject", "reject"]
    assert all(list(row) == KEYS for row in found)
    assert found[0]["reason"] == "unreadable-file"
    assert found[2]["reason"] == "not-a-message"


def test_a_letter_comes_out_right(letter: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["--list", "km@lists.example.go.th", str(letter)]) == 0
    (row,) = lines(capsysbinary)
    assert (row["text"], row["from"], row["from_name"], row["subject"]) == (
        "เห็นด้วยครับ",
        "somchai@example.go.th",
        "สมชาย",
        "ประชุม",
    )
    assert (row["attachments"], row["bounce"], row["reason"], row["held"]) == (
        [],
        None,
        None,
        False,
    )


def test_wrong_use_is_two() -> None:
    assert main([]) == 2
    assert main(["--lits", "a@b", "x"]) == 2


def test_the_one_command_line_leads_here(letter: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sala.cli", "mail", "parse", str(letter)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["from_name"] == "สมชาย"
