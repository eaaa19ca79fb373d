from __future__ import annotations

import pytest
from django.db import transaction

from sala.home.demo.build import build


@pytest.fixture(scope="package")
def told(django_db_setup, django_db_blocker):
    """The demonstration, told once for every test of this folder; each test undoes its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        build()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(told, db):
    """Two agencies as the demonstration leaves them."""
