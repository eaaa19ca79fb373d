"""Prepare the checkout: uv in .tools, the locked environment in .venv, message catalogues.

Runs with the machine's own Python and its standard library alone, so the syntax stays one that
an older Python can read far enough to be told that it is too old.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST, TOO_NEW = (3, 11), (3, 14)
UV = "uv>=0.9,<1"


def main():
    refuse_wrong_python()
    refuse_unwritable_folder()
    if not (ROOT / ".venv").is_symlink():
        make_environment()
    run([str(ROOT / ".venv/bin/python"), str(ROOT / "tools/compile_messages.py")])


def refuse_wrong_python():
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        return
    found = sys.version.split()[0]
    stop(
        f"ต้องใช้ Python 3.11, 3.12 หรือ 3.13 แต่ที่พบคือ {found} "
        "เช่น สั่ง make setup PYTHON=python3.12\n"
        f"Python 3.11, 3.12 or 3.13 is needed; found {found}."
    )


def refuse_unwritable_folder():
    probe = ROOT / (".write-test-%d" % os.getpid())  # noqa: UP031 -- read by old Pythons too
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        stop(
            f"เขียนลงโฟลเดอร์ {ROOT} ไม่ได้ กรุณาเลือกโฟลเดอร์ที่เขียนได้\n"
            f"The folder {ROOT} cannot be written to."
        )


def make_environment():
    """Nothing is done when the lock file, the Python and the place are those of last time."""
    stamp = ROOT / ".venv/.sala-setup"
    wanted = fingerprint()
    unfinished = ROOT / ".tools/.unfinished"  # left behind when this is interrupted
    if stamp.exists() and stamp.read_text() == wanted and not unfinished.exists():
        return
    say("กำลังเตรียมสภาพแวดล้อมครั้งแรก อาจใช้เวลาไม่กี่นาที … Preparing the environment …")
    unfinished.parent.mkdir(exist_ok=True)
    unfinished.touch()
    sync(find_uv())
    stamp.write_text(wanted)
    unfinished.unlink()


def fingerprint():
    digest = hashlib.sha256()
    for part in (
        (ROOT / "uv.lock").read_bytes(),
        (ROOT / "pyproject.toml").read_bytes(),
        sys.version.encode(),
        sys.executable.encode(),
        str(ROOT).encode("utf-8", "surrogateescape"),
    ):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def find_uv():
    uv = ROOT / ".tools/bin/uv"
    if not uv.exists():
        target = str(ROOT / ".tools")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", target]
        if subprocess.call([*pip, UV], env=clean_environment()) or not uv.exists():
            stop(
                "ติดตั้ง uv ด้วย pip ไม่สำเร็จ ตรวจว่ามี pip และเข้าถึงคลังแพ็กเกจได้\n"
                "uv could not be installed with pip: is pip there, and can it reach its registry?"
            )
    return str(uv)


def sync(uv):
    """The lock as it is; where a mirror is configured, the same versions and hashes from it."""
    env = clean_environment()
    env.update(
        UV_PYTHON=sys.executable,
        UV_PYTHON_DOWNLOADS="never",
        UV_PROJECT_ENVIRONMENT=str(ROOT / ".venv"),
        UV_LINK_MODE=os.environ.get("UV_LINK_MODE", "copy"),
    )
    mirror = os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("PIP_INDEX_URL")
    if subprocess.call([uv, "sync", "--locked", "--quiet"], cwd=str(ROOT), env=env) == 0:
        return
    if not mirror:
        stop(
            "ติดตั้งแพ็กเกจตาม uv.lock ไม่สำเร็จ (รายละเอียดอยู่ด้านบน)\n"
            "The locked packages could not be installed; the reason is above."
        )
    sync_from_mirror(uv, dict(env, UV_DEFAULT_INDEX=mirror))


def sync_from_mirror(uv, env):
    wanted = str(ROOT / ".tools/requirements.txt")
    export = [uv, "export", "--frozen", "--quiet", "--no-emit-project", "--output-file", wanted]
    python = str(ROOT / ".venv/bin/python")
    install = [uv, "pip", "install", "--quiet", "--python", python]
    for command in (
        export,
        [uv, "venv", "--quiet", "--allow-existing", str(ROOT / ".venv")],
        [*install, "--require-hashes", "--requirement", wanted],
        [*install, "--no-deps", "--editable", str(ROOT)],
    ):
        run(command, env=env)


def clean_environment():
    """Ours without what would lead pip or uv to another environment or rewrite the lock."""
    dropped = {
        "VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "CONDA_PREFIX", "PIP_USER", "PIP_TARGET",
        "PIP_PREFIX", "UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_DEFAULT_INDEX",
        "UV_FROZEN", "UV_NO_DEV", "UV_OFFLINE", "UV_SYSTEM_PYTHON",
    }  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return dict(kept, PIP_ROOT_USER_ACTION="ignore", PIP_DISABLE_PIP_VERSION_CHECK="1")


def run(command, env=None):
    if subprocess.call(command, cwd=str(ROOT), env=env):
        stop("คำสั่งนี้ไม่สำเร็จ: {0}\nThis command failed: {0}".format(" ".join(command)))


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


def stop(sentence):
    say(sentence)
    sys.exit(1)


if __name__ == "__main__":
    main()
