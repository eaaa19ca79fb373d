"""The commands as a person types them, from outside."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from sala.cli.demo import announce
from tools import setup

ROOT = Path(__file__).resolve().parents[2]
SALA = str(ROOT / "bin/sala")


def sala(*arguments, **env):
    return subprocess.run(
        [SALA, *arguments],
        env=surroundings(**env),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def surroundings(**env):
    """Those of a shell, without what the tests have set for themselves."""
    own = {"SALA_VAR", "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "PYTHONPATH", "DATABASE_URL"}
    return {name: value for name, value in os.environ.items() if name not in own} | env


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def test_help_names_every_command():
    done = sala("--help")

    assert done.returncode == 0
    assert {"demo", "serve", "jobs", "mail", "manage"} <= set(done.stdout.split())


@pytest.mark.parametrize("arguments", [(), ("fly",), ("demo", "--port", "many")])
def test_wrong_use_ends_with_2(arguments):
    done = sala(*arguments)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_a_taken_port_is_one_clear_sentence(command, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = sala(command, PORT=port, SALA_VAR=str(tmp_path))

    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unwritable_folder_is_one_clear_sentence(tmp_path, free_port):
    (tmp_path / "file").write_text("in the way")

    done = sala("demo", PORT=free_port, SALA_VAR=str(tmp_path / "file/var"))

    assert done.returncode == 1
    assert "cannot be written to" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_site_without_its_database_is_not_served(tmp_path, free_port):
    done = sala("serve", PORT=free_port, SALA_VAR=str(tmp_path))

    assert done.returncode == 1
    assert "sala manage migrate" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def demonstrate(tmp_path, free_port):
    """Starts demonstrations in one folder; none outlives the test."""
    started = []

    def start() -> Demonstration:
        started.append(Demonstration(tmp_path / "ที่สาธิต", free_port))
        return started[-1].ready()

    yield start
    for one in started:
        one.destroy()


def test_the_demonstration_starts_answers_and_ends(tmp_path, demonstrate):
    """Started, used, ended with Ctrl-C, started again with its data; how fast it is,
    a machine that does other things beside cannot tell."""
    first = demonstrate()
    assert len(first.accounts) >= 8
    for account in first.accounts[:2]:
        assert first.lets_in(account["email"], account["password"])
    assert not first.lets_in(first.accounts[0]["email"], "ไม่ใช่รหัสผ่าน-2569")
    kept = (tmp_path / "ที่สาธิต/secret.key").read_text()
    assert first.end() == 0

    second = demonstrate()
    assert second.accounts == first.accounts
    assert second.end() == 0
    assert (tmp_path / "ที่สาธิต/secret.key").read_text() == kept


def test_the_demonstration_says_where_it_is_and_who_may_come_in(capsys):
    announce(
        "http://127.0.0.1:8000/",
        [("คุณอำนวย", "a@b.th", "x"), ("คุณกิจ", "c@d.th", "y")],
        as_json=False,
    )

    assert capsys.readouterr().out == (
        "Sala: http://127.0.0.1:8000/\nคุณอำนวย\ta@b.th\tx\nคุณกิจ\tc@d.th\ty\n"
    )


class Demonstration:
    def __init__(self, var: Path, port: str) -> None:
        self.url = f"http://127.0.0.1:{port}/"
        self.process = subprocess.Popen(
            [SALA, "demo", "--json"],
            env=surroundings(PORT=port, SALA_VAR=str(var)),
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def ready(self) -> Demonstration:
        said = json.loads(self.process.stdout.readline())
        assert said["url"] == self.url
        self.accounts = said["accounts"]
        return self

    def lets_in(self, address: str, password: str) -> bool:
        opener = build_opener(HTTPCookieProcessor())
        login = self.url + "account/login/"
        page = opener.open(login).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
        form = {"csrfmiddlewaretoken": token, "login": address, "password": password}
        with opener.open(login, urlencode(form).encode()) as answer:
            return answer.url == self.url

    def end(self) -> int:
        """Ctrl-C reaches the whole group, as a terminal does it."""
        group = os.getpgid(self.process.pid)
        os.killpg(group, signal.SIGINT)
        status = self.process.wait(timeout=60)
        with pytest.raises(ProcessLookupError):
            os.killpg(group, 0)  # nobody of the group is left
        return status

    def destroy(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process.stdout.close()


def test_a_wrong_python_is_one_clear_sentence(monkeypatch, capsys):
    monkeypatch.setattr(setup, "OLDEST", (99, 0))

    with pytest.raises(SystemExit) as end:
        setup.main()

    assert end.value.code == 1
    assert "Python 3.11, 3.12 or 3.13 is needed" in capsys.readouterr().err


def test_every_command_the_papers_name_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    help_text = sala("--help").stdout
    papers = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/operate/*.md")]
    text = "\n".join(paper.read_text(encoding="utf-8") for paper in papers if paper.exists())

    named = set(re.findall(r"(?:^|`)(?:\w+=\S+ )*make ([a-z-]+)", text, re.MULTILINE))
    commands = set(re.findall(r"bin/sala ([a-z]+)", text))
    tools = set(re.findall(r"\btools/[\w/]+\.py\b", text))

    assert {"demo", "setup", "test", "check"} <= named
    assert named - targets == set()
    assert {command for command in commands if command not in help_text} == set()
    assert {tool for tool in tools if not (ROOT / tool).exists()} == set()
