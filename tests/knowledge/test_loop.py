"""Share, try, bring back, raise."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from sala.communities.models import Community
from sala.core.permissions import Refused
from sala.knowledge.actions.loop import (
    adopt,
    end_adoption,
    flag,
    say_solved,
    take_back_use,
    try_out,
    use,
)
from sala.knowledge.actions.writing import arrange_asset
from sala.knowledge.kinds import Result
from sala.knowledge.levels import Trial, level_of
from sala.knowledge.models import TryOut
from sala.knowledge.queries.assets import asset_page
from sala.notices.models import Notice
from sala.people.keys import keys_of
from tests.factories.assets import AssetFactory
from tests.factories.communities import CommunityFactory, RoleHoldingFactory
from tests.knowledge.conftest import begin, fresh, publish, rewrite


def tell(asset, person, result="worked", **values):
    words = {"conditions": "งานจ้าง", "outcome": "เร็วขึ้น", "happened_on": localdate()}
    words |= {"result": result, **values}
    return try_out(asset, asset.current, by=person, values=words)


@pytest.mark.req("R153")
def test_two_people_are_two_uses(asset, boon, anong):
    use(asset, by=boon)
    use(asset, by=anong, how="ใช้กับงานจ้างซ่อม")
    use(asset, by=anong)

    assert fresh(asset).use_count == 2
    assert asset.uses.get(person=anong).how == "ใช้กับงานจ้างซ่อม"


def test_a_use_may_be_taken_back(asset, boon):
    use(asset, by=boon)
    take_back_use(asset, by=boon)
    take_back_use(asset, by=boon)

    assert fresh(asset).use_count == 0


@pytest.mark.req("R069", part="a try-out raises the applied count")
def test_a_try_out_counts_and_its_owner_hears_of_it(asset, boon, colleagues):
    tell(asset, colleagues[0])

    assert fresh(asset).try_count == 1
    assert fresh(asset).worked_count == 1
    assert Notice.objects.filter(person=boon, kind="knowledge.tried").exists()


@pytest.mark.req("R080")
def test_two_provinces_show_two_places_and_what_came_of_each(asset, boon, colleagues):
    tell(asset, colleagues[0], conditions="ส่งมอบงวดเดียว")
    tell(asset, colleagues[1], "failed", changed="ใช้แผ่นเดียวกับสามงวด")

    page = asset_page(fresh(asset), boon, keys_of(boon))

    assert {(row.name, row.worked, row.total) for row in page.provinces} == {
        ("ศรีนคราพัฒน์", 1, 1),
        ("ภูผาม่าน", 0, 1),
    }
    assert [row.row.changed for row in page.tries] == ["ใช้แผ่นเดียวกับสามงวด", ""]


@pytest.mark.req("R079")
def test_knowledge_is_raised_by_what_was_brought_back(asset, boon, anong, colleagues):
    """Version 2 shows version 1, its two try-outs and the changed parts; the level moves."""
    tries = [tell(asset, person) for person in colleagues]
    assert fresh(asset).level == 3

    asset = rewrite(asset, boon, body="<p>แยกแผ่นตามงวด</p>", note="แยกแผ่น", tries=tries)
    asset = publish(asset, by=boon, judged_by=anong)

    assert asset.level == 4
    assert set(asset.current.tries.all()) == set(tries)
    assert [(row.before, row.after) for row in asset.level_changes.all()] == [
        (0, 1),
        (1, 2),
        (2, 3),
        (3, 4),
    ]
    page = asset_page(asset, boon, keys_of(boon))
    assert [row["title"] for row in page.versions] == ["ฉบับที่ 2", "ฉบับที่ 1"]


def test_ones_own_try_outs_raise_nothing(asset, boon):
    tell(asset, boon, province="ก")
    tell(asset, boon, province="ข")

    assert fresh(asset).level == 1


def test_a_manuscript_names_only_try_outs_of_its_own(asset, boon, community, colleagues):
    other = AssetFactory(community=community, made_by=boon)
    foreign = tell(other, colleagues[0])

    asset = rewrite(asset, boon, body="<p>ใหม่</p>", note="แก้", tries=[foreign])

    assert not asset.manuscript.tries.exists()


TRIALS = st.lists(
    st.builds(Trial, st.sampled_from(Result.values), st.sampled_from("กขค"), st.booleans()),
    max_size=8,
)


@given(TRIALS, st.integers(0, 4))
def test_a_level_never_falls_when_another_place_succeeds(trials, named):
    before = level_of(is_published=True, trials=trials, tries_named=named)
    more = [*trials, Trial(Result.WORKED, "ง", is_by_others=True)]

    after = level_of(is_published=True, trials=more, tries_named=named)

    assert after >= before
    assert 1 <= before <= 4
    assert level_of(is_published=False, trials=more, tries_named=named) == 0


@given(TRIALS)
def test_only_others_raise_a_level(trials):
    own = [trial._replace(is_by_others=False) for trial in trials]

    assert level_of(is_published=True, trials=own, tries_named=9) == 1


@pytest.mark.req("R089")
def test_solved_spares_a_call_and_is_counted(boon, anong, community, client):
    asset = rewrite(begin(boon, community, type="howto"), boon, symptom="พิมพ์ไม่ออก")
    asset = publish(asset, by=boon, judged_by=anong)
    client.force_login(anong)

    client.post(f"/k/{asset.code}/solving/", {"solved": "yes"})
    assert fresh(asset).solved_count == 1

    offered = client.post(f"/k/{asset.code}/solving/", {"solved": "no"})
    assert fresh(asset).unsolved_count == 1
    assert fresh(asset).solved_count == 0
    assert offered["Location"].startswith(f"/c/{community.number}/talk/new/?kind=question")
    form = client.get(offered["Location"])
    assert asset.title in form.content.decode()


def test_only_a_how_to_is_solved(asset, boon):
    with pytest.raises(Refused):
        say_solved(asset, by=boon, is_solved=True)


@pytest.fixture
def tending(agency, chai):
    """Chai's own community."""
    other = CommunityFactory(agency=agency, name="ธุรการอำเภอ", audience=f"agency:{agency.pk}")
    RoleHoldingFactory(community=other, person=chai, role="facilitator")
    return other


@pytest.mark.req("R005", part="adopt here, origin both ways")
def test_adoption_shows_on_both_sides(boon, anong, chai, community, agency, tending, client):
    Community.objects.filter(pk=community.pk).update(audience=f"agency:{agency.pk}")
    asset = begin(boon, community, opens_to=f"agency:{agency.pk}")
    asset = publish(asset, by=boon, judged_by=anong)

    adopt(asset, tending, by=chai)
    adopt(asset, tending, by=chai)

    page = asset_page(fresh(asset), boon, keys_of(boon))
    assert [row.community for row in page.adoptions] == [tending]
    assert Notice.objects.filter(person=boon, kind="knowledge.adopted").count() == 1
    end_adoption(asset, tending, by=chai)
    assert not asset.adoptions.filter(ended_at__isnull=True).exists()


def test_what_members_cannot_read_is_not_adopted(asset, chai, tending):
    with pytest.raises(Refused) as refused:
        adopt(asset, tending, by=chai)
    assert refused.value.decision.code == "state.audience"


def test_a_hidden_adopter_is_not_counted(boon, anong, chai, community, agency):
    hidden = CommunityFactory(agency=agency)
    RoleHoldingFactory(community=hidden, person=chai, role="facilitator")
    asset = begin(boon, community, opens_to=f"agency:{agency.pk}")
    asset = publish(asset, by=boon, judged_by=anong)
    adopt(asset, hidden, by=chai)

    assert asset_page(asset, boon, keys_of(boon)).adoptions == []
    assert not Notice.objects.filter(person=boon, kind="knowledge.adopted").exists()


@pytest.mark.req("R091", part="readers say that it needs an update, and a new version settles it")
def test_a_reader_asks_for_an_update(asset, boon, anong, colleagues):
    flag(asset, by=colleagues[0], why="ระเบียบเปลี่ยนแล้ว")
    flag(asset, by=colleagues[0], why="ยังไม่แก้")
    assert asset.flags.filter(settled_at__isnull=True).count() == 1
    assert asset.asks.get().reason == "flagged"

    publish(rewrite(asset, boon, body="<p>ใหม่</p>", note="ตามระเบียบใหม่"), by=boon, judged_by=anong)

    assert not asset.flags.filter(settled_at__isnull=True).exists()


@pytest.mark.req("R091", part="the old link says that there is a newer version")
def test_the_old_link_says_there_is_a_newer_one(asset, boon, anong, client):
    client.force_login(boon)
    old = f"/k/{asset.code}/v/1/"
    assert "มีฉบับใหม่" not in client.get(old).content.decode()

    publish(rewrite(asset, boon, body="<p>ใหม่</p>", note="แก้"), by=boon, judged_by=anong)

    page = client.get(old).content.decode()
    assert "มีฉบับใหม่" in page
    assert "ติดไว้ที่โต๊ะรับของ" in page
    assert "มีฉบับใหม่" not in client.get(f"/k/{asset.code}/").content.decode()


@pytest.mark.req("R092")
def test_volumes_stand_in_numerical_order(boon, anong, community):
    for volume in ("10", "๒", "1", "เล่ม ๑๒"):
        asset = publish(begin(boon, community), by=boon, judged_by=anong)
        arrange_asset(asset, by=boon, categories=[], tags=[], series="เทคนิคการใช้ IT", volume=volume)

    rows = type(asset).objects.filter(series="เทคนิคการใช้ IT").order_by("volume_key")

    assert [row.volume for row in rows] == ["1", "๒", "10", "เล่ม ๑๒"]


def test_a_try_out_from_the_page(asset, colleagues, client):
    client.force_login(colleagues[0])
    form = client.get(f"/k/{asset.code}/tries/").content.decode()
    assert "ศรีนคราพัฒน์" in form

    words = {"result": "partly", "conditions": "สองงวด", "outcome": "ช้าลงเล็กน้อย"}
    place = {"unit_name": "อำเภอ", "province": "จ.ศรีนคราพัฒน์", "happened_on": "1 ต.ค. 2569"}
    client.post(f"/k/{asset.code}/tries/", words | place)

    row = TryOut.objects.get()
    assert (row.result, row.province) == ("partly", "ศรีนคราพัฒน์")
    assert "ช้าลงเล็กน้อย" in client.get(f"/k/{asset.code}/").content.decode()
