"""Codes, gates and versions of items."""

from __future__ import annotations

import pytest
from django.db.models import ProtectedError
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sala.core.locking import Stale
from sala.core.permissions import Refused
from sala.knowledge.actions.reviewing import nominate, restore_version, take_back
from sala.knowledge.actions.writing import (
    arrange_asset,
    credit_person,
    withdraw_asset,
    write_manuscript,
)
from sala.knowledge.models import Asset, Frozen, Version
from sala.knowledge.rules.loop import can_derive
from sala.people.keys import PUBLIC, forget_keys, keys_of
from tests.knowledge.conftest import begin, fresh, judge, publish, rewrite


def seen(person, asset):
    forget_keys(person)
    return Asset.objects.visible_to(keys_of(person)).filter(pk=asset.pk).exists()


@pytest.mark.req("R085", part="a code for every item, never the same twice")
def test_codes_follow_each_other(boon, community):
    first, second = begin(boon, community), begin(boon, community)

    assert first.code.startswith("KA-25")
    assert second.number == first.number + 1
    assert len({first.code, second.code}) == 2


@pytest.mark.req("R086", part="approval gates reading")
def test_a_draft_is_its_writers_alone(draft, boon, anong, chai):
    assert seen(boon, draft)
    assert not seen(anong, draft)
    assert not seen(chai, draft)


def test_a_nominated_draft_opens_to_who_judges_it(draft, boon, anong, chai):
    nominate(draft, by=boon)

    assert seen(anong, draft)
    assert not seen(chai, draft)

    take_back(draft.nominations.get(), by=boon)

    assert not seen(anong, draft)


@pytest.mark.req("R086", part="publication")
def test_what_is_recommended_is_published_for_whom_it_was_meant(asset, boon, anong, chai):
    assert asset.is_published
    assert asset.current.number == 1
    assert asset.current.reviewed_by == anong
    assert asset.audience == asset.community.key
    assert seen(boon, asset)
    assert not seen(chai, asset)


def test_a_wider_wish_waits_for_the_next_approval(asset, boon, anong, chai, agency):
    wide = f"agency:{agency.pk}"
    arrange_asset(asset, by=boon, categories=[], tags=[], opens_to=wide)
    assert not seen(chai, fresh(asset))

    publish(rewrite(asset, boon, note="เพิ่มตัวอย่าง"), by=boon, judged_by=anong)

    assert seen(chai, fresh(asset))


def test_a_narrower_wish_holds_at_once(boon, anong, chai, community, agency):
    asset = begin(boon, community, opens_to=f"agency:{agency.pk}")
    asset = publish(asset, by=boon, judged_by=anong)
    assert seen(chai, asset)

    arrange_asset(asset, by=boon, categories=[], tags=[], opens_to=community.key)

    assert not seen(chai, fresh(asset))


STEPS = st.lists(
    st.sampled_from(["write", "nominate", "back", "return", "recommend", "wide", "narrow"]),
    max_size=8,
)


@pytest.mark.req("I12", part="what readers see was recommended by another")
@pytest.mark.django_db
@given(steps=STEPS)
@hypothesis_settings(max_examples=20, suppress_health_check=list(HealthCheck))
def test_readers_see_only_what_others_recommended(steps, boon, anong, chai, community, agency):
    """Whatever is done in whatever order: an outsider sees it only after a recommendation that
    was given while it was meant for the agency, and sees no word that was not recommended."""
    asset = begin(boon, community, body="<p>แรก</p>")
    recommended: set[str] = set()
    opened = False
    for number, step in enumerate(steps):
        asset = fresh(asset)
        try:
            if step == "write":
                rewrite(asset, boon, body=f"<p>ร่าง {number}</p>", note="แก้")
            elif step == "nominate":
                nominate(asset, by=boon)
            elif step == "back":
                take_back(asset.nominations.filter(ended_at=None).get(), by=boon)
            elif step in {"return", "recommend"}:
                text = fresh(asset).manuscript.body
                judge(asset, anong, recommends=step == "recommend", words="แก้")
                if step == "recommend":
                    recommended.add(text)
                    opened = opened or asset.opens_to.startswith("agency")
            else:
                wish = f"agency:{agency.pk}" if step == "wide" else community.key
                arrange_asset(asset, by=boon, categories=[], tags=[], opens_to=wish)
                opened = opened and step == "wide"
        except (Refused, asset.nominations.model.DoesNotExist):
            pass
        asset = fresh(asset)
        assert seen(chai, asset) == opened
        shown = asset.current.body if asset.current else None
        assert shown is None or shown in recommended


@pytest.mark.req("R084", part="versions never change")
def test_a_version_is_written_once(asset):
    version = asset.current
    version.title = "แก้ย้อนหลัง"

    with pytest.raises(Frozen):
        version.save()
    with pytest.raises(Frozen):
        version.delete()
    with pytest.raises(Frozen):
        Version.objects.filter(pk=version.pk).update(title="แก้ย้อนหลัง")
    with pytest.raises(Frozen):
        Version.objects.filter(pk=version.pk).delete()
    with pytest.raises(Frozen):
        Version.objects.bulk_update([version], ["title"])
    with pytest.raises((Frozen, ProtectedError)):
        asset.delete()
    assert fresh(asset).current.title == "ปฏิทินตรวจรับ"


def test_a_new_version_leaves_the_old_one_as_it_was(asset, boon, anong):
    before = asset.current.body
    asset = rewrite(asset, boon, body="<p>แยกแผ่นตามงวด</p>", note="แยกแผ่นตามงวด")
    assert asset.current.body == before

    asset = publish(asset, by=boon, judged_by=anong)

    assert asset.current.number == 2
    assert asset.versions.get(number=1).body == before
    assert asset.current.change_note == "แยกแผ่นตามงวด"


def test_a_new_version_says_what_changed(asset, boon):
    asset = rewrite(asset, boon, body="<p>ใหม่</p>", note="")

    with pytest.raises(Refused) as refused:
        nominate(asset, by=boon)
    assert refused.value.decision.code == "state.change_note"


def test_an_old_version_comes_back_as_a_new_one(asset, boon, anong):
    first = asset.current
    asset = publish(rewrite(asset, boon, body="<p>อื่น</p>", note="ลอง"), by=boon, judged_by=anong)

    restore_version(asset.versions.get(number=1), by=boon)
    asset = publish(asset, by=boon, judged_by=anong)

    assert asset.current.number == 3
    assert asset.current.body == first.body
    assert asset.current.restores == first


def test_two_writers_see_both_texts(asset, boon):
    values = {"title": "ก", "body": "<p>ก</p>"}
    seen_version = asset.manuscript.version
    write_manuscript(asset, values=values, seen=seen_version, by=boon)

    with pytest.raises(Stale):
        write_manuscript(asset, values=values, seen=seen_version, by=boon)


def test_a_nominated_text_is_not_changed_under_the_reviewers_eyes(draft, boon):
    nominate(draft, by=boon)

    with pytest.raises(Refused) as refused:
        rewrite(draft, boon, body="<p>แอบแก้</p>")
    assert refused.value.decision.code == "state.nominated"


def test_only_who_writes_it_writes_it(asset, chai, anong):
    for person in (chai, anong):
        with pytest.raises(Refused):
            rewrite(asset, person, body="<p>ของคนอื่น</p>")


def test_a_credit_makes_a_co_owner(asset, boon, chai):
    credit_person(asset, chai, "owner", by=boon)

    assert seen(chai, asset)
    rewrite(fresh(asset), chai, body="<p>ช่วยกันเขียน</p>", note="เพิ่ม")


def test_what_is_withdrawn_leaves_the_register_and_keeps_its_page(asset, boon):
    withdraw_asset(asset, by=boon, why="รวมกับเรื่องอื่น")

    assert seen(boon, asset)
    assert not Asset.objects.published().filter(pk=asset.pk).exists()


LICENCES = ["agency", "by", "by-sa", "by-nc", "by-nc-sa", "by-nd", "by-nc-nd", "reserved"]


@pytest.mark.req("I16", part="items: ND stops copying by others and nothing else")
@pytest.mark.parametrize("licence", LICENCES)
def test_a_licence_stops_copying_and_nothing_else(licence, asset, boon, colleagues, anong):
    """Owners go on; others use, try, flag and ask whatever it says."""
    arrange_asset(asset, by=boon, categories=[], tags=[], licence=licence)
    asset = fresh(asset)
    other = colleagues[0]

    assert can_derive(boon, asset)
    assert bool(can_derive(other, asset)) == (licence not in {"by-nd", "by-nc-nd", "reserved"})
    publish(rewrite(asset, boon, body="<p>ใหม่</p>", note="แก้"), by=boon, judged_by=anong)


def test_nobody_outside_sees_anything(asset, duangjai):
    assert not seen(duangjai, asset)
    assert not Asset.objects.visible_to({PUBLIC}).exists()


@pytest.mark.req("R006", part="approval opens what was approved and no more")
def test_an_older_wording_is_read_by_whom_it_was_approved_for(
    asset, boon, anong, chai, agency, client
):
    """The members' first version names people; the second, without them, goes to the agency."""
    rewrite(asset, boon, body="<p>ไม่มีชื่อคน</p>", note="เอาชื่อออก")
    arrange_asset(fresh(asset), by=boon, categories=[], tags=[], opens_to=f"agency:{agency.pk}")
    asset = publish(asset, by=boon, judged_by=anong)
    rewrite(asset, boon, body="<p>ไม่มีชื่อคนเลย</p>", note="ปรับ")
    asset = publish(asset, by=boon, judged_by=anong)
    address = asset.get_absolute_url()

    for person, answer in ((chai, 404), (boon, 200), (anong, 200)):
        client.force_login(person)
        assert client.get(f"{address}v/1/").status_code == answer
        assert client.get(f"{address}v/1/docx/").status_code == answer
        assert client.get(f"{address}compare/1/2/").status_code == answer
        assert client.get(f"{address}v/2/").status_code == 200
        assert client.get(f"{address}compare/2/3/").status_code == 200
        page = client.get(f"{address}v/2/").content.decode()
        assert (f"{address}v/1/" in page) is (answer == 200)
