import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from sala.communities.actions import join, recount, save_settings
from sala.communities.models import Community
from sala.communities.queries.page import warnings_of
from sala.communities.scope import Place, is_narrower, is_wider, reach
from sala.core.permissions import Refused
from tests.factories.people import PersonFactory, PostingFactory, UnitFactory


def place(agency=1, department=1, unit=1, site="", province=""):
    return Place(agency, department, unit, site, province)


@pytest.mark.parametrize(
    ("places", "scope"),
    [
        ([], None),
        ([place(), place()], 1),
        ([place(unit=1), place(unit=2)], 2),
        ([place(department=1), place(department=2, unit=2)], 3),
        ([place(province="นาคำ"), place(department=2, unit=2, province="ดงตะวัน")], 4),
        ([place(), place(agency=2, department=9, unit=9)], 5),
    ],
)
def test_the_widest_difference_gives_the_scope(places, scope):
    assert reach(places).scope == scope


PLACES = st.builds(
    Place,
    st.integers(1, 2),
    st.integers(1, 3),
    st.integers(1, 4),
    st.sampled_from(["", "ก", "ข"]),
    st.sampled_from(["", "นาคำ", "ดงตะวัน"]),
)


@given(st.lists(PLACES, max_size=8), PLACES)
def test_another_member_never_narrows_the_scope(places, more):
    before, after = reach(places), reach([*places, more])

    assert (before.scope or 0) <= (after.scope or 0)
    assert before.unit_count <= after.unit_count
    assert before.place_count <= after.place_count


def test_a_hub_is_declared_and_never_contradicted():
    assert not is_wider(6, 5)
    assert is_wider(1, 3)
    assert is_narrower(5, 1)
    assert not is_narrower(None, 1)


@pytest.mark.req("R008")
def test_a_member_of_another_department_raises_the_warning(community, agency, anong):
    finance, roads = UnitFactory(agency=agency), UnitFactory(agency=agency)
    PostingFactory(person=anong, unit=UnitFactory(agency=agency, parent=finance))
    save_settings(community, by=anong, audience="agency", scope=1)
    other = PersonFactory(agency=agency)
    PostingFactory(person=other, unit=UnitFactory(agency=agency, parent=roads))
    recount(community)
    assert warnings_of(Community.objects.get(pk=community.pk)) == []

    join(Community.objects.get(pk=community.pk), by=other, agreed=True)

    (warning,) = warnings_of(Community.objects.get(pk=community.pk))
    assert "3+" in warning


@pytest.mark.req("R008")
def test_scope_six_without_a_hub_is_refused_everywhere(client, community, anong):
    with pytest.raises(Refused, match="แม่ข่าย"):
        save_settings(community, by=anong, audience="agency", scope=6, hub=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Community.objects.filter(pk=community.pk).update(scope=6, hub="")
    client.force_login(anong)
    answer = client.post(
        f"/c/{community.number}/settings/",
        {"audience": "agency", "scope": "6", "hub": "", "origin": "fitting"},
    )
    assert answer.status_code == 422
    assert "แม่ข่าย" in answer.content.decode()

    save_settings(community, by=anong, audience="agency", scope=6, hub="ศูนย์เทคโนโลยีดิจิทัล")
    assert Community.objects.get(pk=community.pk).hub


def test_all_six_scopes_can_be_declared(community, anong):
    for scope in range(1, 7):
        save_settings(community, by=anong, audience="agency", scope=scope, hub="แม่ข่ายกลาง")
        assert Community.objects.get(pk=community.pk).scope == scope
