from __future__ import annotations

import pytest
from django.urls import reverse

from sala.evaluation.models import Instrument, Item
from tests.factories.evaluation import InstrumentFactory, ItemFactory


def test_a_facilitator_makes_a_test_and_its_first_item(client, cycle, anong):
    client.force_login(anong)
    form = {"method": "test", "title": "ก่อนและหลัง", "pass_percent": "60"}
    client.post(reverse("evaluation:making", args=[cycle.number]), form)
    made = Instrument.objects.get()
    item = {"kind": "single", "text": "ควรทำอย่างไร", "lines": "ก\n* ข", "points": "2"}
    answer = client.post(reverse("evaluation:adding", args=[made.pk]), item | {"more": "1"})

    assert answer.url == reverse("evaluation:adding", args=[made.pk])
    page = client.get(reverse("evaluation:instrument", args=[made.pk])).content.decode()
    assert "ควรทำอย่างไร" in page
    assert Item.objects.get().points == 2


def test_a_wrong_item_keeps_its_lines(client, cycle, anong):
    made = InstrumentFactory(cycle=cycle)
    client.force_login(anong)
    item = {"kind": "single", "text": "ควรทำอย่างไร", "lines": "ไม่มีดอกจัน\nเลยสักข้อ", "points": "1"}
    answer = client.post(reverse("evaluation:adding", args=[made.pk]), item)
    assert answer.status_code == 422
    assert "ไม่มีดอกจัน" in answer.content.decode()
    assert "ใส่ * หน้าตัวเลือกที่ถูก" in answer.content.decode()


def test_an_item_is_edited_with_its_lines_read_back(client, cycle, anong):
    item = ItemFactory(instrument__cycle=cycle)
    client.force_login(anong)
    page = client.get(reverse("evaluation:item", args=[item.pk])).content.decode()
    assert "* ส่งกลับให้ผู้ขายลงวันที่" in page


@pytest.mark.req("R123")
def test_nobody_else_reads_the_questions(client, cycle, participant, boon, likhit, uea, duangjai):
    item = ItemFactory(instrument__cycle=cycle)
    for person in (boon, likhit, uea, duangjai):
        client.force_login(person)
        for name, key in (("instrument", item.instrument_id), ("item", item.pk)):
            assert client.get(reverse(f"evaluation:{name}", args=[key])).status_code == 404


def test_an_instrument_costs_the_same_for_one_item_and_fifty(client, cycle, anong, count_queries):
    made = InstrumentFactory(cycle=cycle)
    ItemFactory(instrument=made)
    client.force_login(anong)
    where = reverse("evaluation:instrument", args=[made.pk])
    one = count_queries(lambda: client.get(where))
    ItemFactory.create_batch(49, instrument=made)
    assert count_queries(lambda: client.get(where)) == one
