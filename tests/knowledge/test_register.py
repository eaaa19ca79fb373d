"""The register: found, narrowed, exported, and silent about what is hidden."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sala.documents.sheets import read_table
from sala.knowledge.actions.loop import use
from sala.knowledge.actions.writing import arrange_asset
from sala.knowledge.models import Asset, Category
from sala.knowledge.queries.register import export_table, register
from sala.knowledge.searchables import read_assets
from sala.people.keys import keys_of
from tests.factories.assets import AssetFactory, TryOutFactory
from tests.factories.communities import CommunityFactory
from tests.knowledge.conftest import begin, publish, rewrite


def rows(person, query=""):
    return [row.asset for row in register(keys_of(person), QueryDict(query)).rows]


@pytest.mark.req("R084", part="typed items with facets and export")
def test_it_is_narrowed_by_type_category_level_and_tag(boon, anong, community, agency):
    other = AssetFactory(community=community, made_by=boon, type="story", title="เรื่องเล่า")
    asset = AssetFactory(community=community, made_by=boon, type="howto", title="ล้างคิวพิมพ์")
    top = Category.objects.create(agency=agency, community=community, name="Hardware")
    below = Category.objects.create(agency=agency, community=community, name="พิมพ์", parent=top)
    arrange_asset(asset, by=boon, categories=[below], tags=["เครื่องพิมพ์"])

    for query in ("type=howto", f"category={top.pk}", "tag=เครื่องพิมพ์", "q=คิว", f"q={asset.code}"):
        assert rows(boon, query) == [asset], query
    assert set(rows(boon, f"community={community.pk}")) == {asset, other}
    assert rows(boon, "level=4") == []
    assert set(rows(boon, "category=x&level=๑&page=99")) == {asset, other}


@pytest.mark.req("R085", part="owner, community, review date and uses in the register")
def test_the_export_names_owner_home_date_and_uses(asset, boon, anong, client):
    use(asset, by=anong)
    client.force_login(boon)

    response = client.get("/k/export.xlsx?type=note")
    table = read_table(io.BytesIO(response.content), "knowledge.xlsx")

    assert asset.code in table.rows[0]
    assert "บุญ แก้วกล้า" in table.rows[0]
    assert asset.community.name in table.rows[0]


VISIBLE = st.lists(st.sampled_from(["community", "agency", "public", "draft"]), max_size=6)


@pytest.mark.req("I10", part="knowledge: what is hidden changes no list, count or facet")
@pytest.mark.django_db
@given(kinds=VISIBLE)
@hypothesis_settings(max_examples=15, suppress_health_check=list(HealthCheck))
def test_what_is_hidden_changes_nothing(kinds, boon, chai, duangjai, community, agency):
    """Whatever there is, each reader meets exactly what the keys open, in list, facet and file."""
    wide = {"community": community.key, "agency": f"agency:{agency.pk}", "public": "public"}
    for kind in kinds:
        opens_to = wide.get(kind, "public")
        AssetFactory(community=community, made_by=boon, opens_to=opens_to, draft=kind == "draft")
    for person in (boon, chai, duangjai):
        keys = keys_of(person)
        visible = set(Asset.objects.filter(state="published", audience__in=keys))
        found = register(keys, QueryDict())
        assert {row.asset for row in found.rows} == visible
        assert found.total == len(visible)
        assert len(export_table(keys, QueryDict())[1]) == len(visible)
        for facet in found.facets:
            if facet.name in {"type", "level"}:
                assert sum(option.total for option in facet.options) == len(visible)
        if community.audience != "public" and person != boon:
            assert not any(facet.name == "community" for facet in found.facets)
        items = list(read_assets([row.pk for row in Asset.objects.all()]))
        seen = {item.object_id for item in items if item.audience & keys}
        assert seen == {row.pk for row in visible}
    Asset.objects.filter(community=community).update(state="withdrawn")


def test_one_row_and_twenty_cost_the_same(boon, community, client):
    client.force_login(boon)
    AssetFactory(community=community, made_by=boon)
    few = queries(client, "/k/")

    for _ in range(15):
        AssetFactory(community=community, made_by=boon)

    assert queries(client, "/k/") == few


def test_a_page_with_many_try_outs_costs_the_same(asset, boon, anong, client):
    client.force_login(boon)
    TryOutFactory(asset=asset)
    few = queries(client, f"/k/{asset.code}/")

    for _ in range(15):
        TryOutFactory(asset=asset)
        use(asset, by=anong)

    assert queries(client, f"/k/{asset.code}/") <= few + 1


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_a_manuscript_is_in_no_list(asset, boon, anong, client):
    rewrite(asset, boon, body="<p>ถ้อยคำปกปิด</p>", note="แก้", title="ชื่อปกปิด")
    client.force_login(anong)

    assert "ปกปิด" not in client.get("/k/").content.decode()
    assert "ปกปิด" not in client.get(f"/k/{asset.code}/").content.decode()
    assert rows(anong, "q=ปกปิด") == []


def test_a_code_is_found_however_it_is_typed(boon, anong, community, client):
    asset = publish(begin(boon, community), by=boon, judged_by=anong)
    client.force_login(boon)

    assert client.get(f"/k/{asset.code.lower()}/").status_code == 200
    assert client.get("/k/KA-2499-0001/").status_code == 404


def test_a_hidden_community_is_named_by_no_facet_and_filters_nothing(boon, anong, chai, agency):
    """Its item may be read by the agency; that it is theirs, and how they sort it, may not."""
    hidden = CommunityFactory(agency=agency, founded_by=anong, name="กลุ่มลับ")
    hidden.audience = hidden.key
    hidden.save(update_fields=["audience"])
    inner = Category.objects.create(agency=agency, community=hidden, name="หมวดลับ")
    open_to_all = AssetFactory(community=hidden, made_by=anong, opens_to=f"agency:{agency.pk}")
    open_to_all.categories.add(inner)

    found = register(keys_of(chai), QueryDict(""))
    labels = {option.label for facet in found.facets for option in facet.options}

    assert open_to_all in [row.asset for row in found.rows]
    assert not labels & {"กลุ่มลับ", "หมวดลับ"}
    assert rows(chai, f"community={hidden.pk}") == []


def test_a_whole_page_of_the_register_is_light(client, boon, community):
    for number in range(30):
        asset = AssetFactory(
            community=community,
            made_by=boon,
            title=f"ตรวจรับงานจ้างหลายงวดเมื่อกรรมการอยู่คนละอำเภอ ครั้งที่ {number}",
        )
        use(asset, by=boon)
        asset.tags.create(key=f"คำ{number}", word=f"คำ{number}")
    with connection.cursor() as cursor:  # what is published is frozen for everybody else
        words = "แยกแผ่นตามงวด แล้วนัดกรรมการตั้งแต่วันลงนาม " * 3
        cursor.execute("UPDATE knowledge_version SET summary = %s", [words])
    client.force_login(boon)

    sizes = {page: len(client.get(page).content) for page in ("/k/", "/k/?page=2", "/k/?sort=used")}
    assert max(sizes.values()) < 25_000, sizes
