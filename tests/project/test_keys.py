"""A foreign key points down: to a lower floor, its own app, or Django."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


def floors() -> dict[str, int]:
    """App → height, from the same table that import-linter reads."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["id"] == "floors")
    return {
        name.strip(" ()"): height
        for height, row in enumerate(reversed(layers))
        for name in row.split("|")
    }


def keys():
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_config.name.startswith("sala."):
            for field in model._meta.get_fields():
                if field.is_relation and not field.auto_created and field.related_model:
                    yield model, field


def rises(model, field) -> bool:
    target = field.related_model
    if target._meta.label == settings.AUTH_USER_MODEL:
        return False  # a name and not an import: the one exception
    if not target._meta.app_config.name.startswith("sala."):
        return False
    here, there = model._meta.app_label, target._meta.app_label
    height = floors()
    return here != there and height[here] <= height[there]


def test_every_app_stands_on_a_floor():
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("sala.")}

    assert ours <= set(floors())


def test_no_key_points_up_or_sideways():
    up = [f"{model._meta.label}.{field.name}" for model, field in keys() if rises(model, field)]

    assert up == []


def test_keys_were_looked_at():
    assert len(list(keys())) > 5


@pytest.mark.parametrize(("app", "higher"), [("core", "journal"), ("people", "cycles")])
def test_the_table_of_floors_is_the_right_way_up(app, higher):
    assert floors()[app] < floors()[higher]
