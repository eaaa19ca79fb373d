from __future__ import annotations

import pytest
from django.core.mail import EmailMessage, get_connection

BACKEND = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


def send(*subjects):
    with get_connection(BACKEND) as connection:
        for subject in subjects:
            EmailMessage(
                subject, "เรียน คุณบุญ\n\nมีวงวันอังคาร", to=["boon@example.go.th"], connection=connection
            ).send()


def test_letters_of_the_demonstration_are_read_back(client, settings, folder, db):
    settings.DEMO = True
    send("ชวนเข้าวง", "เปลี่ยนนัดวง")

    page = client.get("/outbox/").content.decode()
    assert "ชวนเข้าวง" in page
    assert "เปลี่ยนนัดวง" in page

    name = next(iter(folder.glob("*.log"))).name
    assert "มีวงวันอังคาร" in client.get(f"/outbox/{name}-0/").content.decode()


def test_a_real_site_has_no_such_page(client, settings, folder, db):
    settings.DEMO = False
    send("ชวนเข้าวง")

    assert client.get("/outbox/").status_code == 404


def test_only_letters_are_read(client, settings, folder, db):
    settings.DEMO = True

    for name in ("..%2F..%2Fsecret.key-0", "nothing.log-0", "x"):
        assert client.get(f"/outbox/{name}/").status_code == 404
