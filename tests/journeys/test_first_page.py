"""The page a stranger meets first, on a phone and at a desk."""

from __future__ import annotations


def test_a_stranger_meets_the_front_page(journey):
    for visitor in (journey.phone("stranger"), journey.desk("stranger")):
        response = visitor.open("/account/login/")

        assert response.status == 200
