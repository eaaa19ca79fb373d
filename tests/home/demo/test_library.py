from __future__ import annotations

import pytest

from sala.knowledge.models import Asset, Category


@pytest.mark.req("R090")
def test_the_demonstration_shows_the_four_domains_of_it(demonstration):
    names = Category.objects.filter(community__name="หมอคอมประจำอำเภอ").values_list(
        "name", flat=True
    )
    assert list(names) == ["Hardware", "Software", "Network", "Service"]
    raised = Asset.objects.get(title__startswith="ปฏิทินตรวจรับ")
    assert raised.level == 4
    assert {row.province for row in raised.tries.all()} == {"ศรีนคราพัฒน์", "ภูผาม่าน"}
    assert raised.adoptions.count() == 1
    assert Asset.objects.filter(state="nominated").exists()
