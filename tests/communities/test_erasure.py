from sala.communities.actions import invite, set_own_membership
from sala.communities.erasure import erase, export
from sala.communities.models import Community, Invitation
from sala.communities.rules import is_member


def test_the_export_holds_what_a_person_did_here(community, anong, boon):
    set_own_membership(community, by=boon, interest="ทำปฏิทินตรวจรับ")

    found = export(boon)

    assert [row["interest"] for row in found["memberships"]] == ["ทำปฏิทินตรวจรับ"]
    assert [row["role"] for row in export(anong)["roles"]] == ["คุณอำนวย"]
    assert found["roles"] == []


def test_erasing_ends_everything_and_keeps_the_counts_right(community, anong, boon, chai):
    set_own_membership(community, by=boon, interest="ทำปฏิทินตรวจรับ")
    invite(community, [chai], by=anong, words="มาด้วยกันนะคุณชัย")

    erase(boon)
    erase(chai)

    assert not is_member(boon, community.pk)
    assert Community.objects.get(pk=community.pk).member_count == 1
    assert export(boon)["memberships"][0]["interest"] == ""
    assert Invitation.objects.get(person=chai).words == ""
    assert not Invitation.objects.filter(answered_at=None).exists()
