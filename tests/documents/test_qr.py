from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from sala.documents.qr import LONGEST, qr_svg


def test_a_picture_without_style_or_script():
    svg = qr_svg("https://sala.example.go.th/s/12/attend/abc", "รหัสเช็กชื่อ")
    root = ET.fromstring(svg)  # noqa: S314 -- our own picture
    assert root.get("role") == "img"
    assert root.get("aria-label") == "รหัสเช็กชื่อ"
    assert root.get("viewBox")
    assert root.get("width") is None
    for element in root.iter():
        assert "style" not in element.attrib
        assert not element.tag.endswith("script")
    assert root.findall("path") or list(root)


def test_the_label_is_escaped():
    svg = qr_svg("x", '"><script>alert(1)</script>')
    assert "<script>" not in svg
    ET.fromstring(svg)  # noqa: S314


def test_different_content_different_picture():
    assert qr_svg("ก", "") != qr_svg("ข", "")


@pytest.mark.parametrize("content", ["", "ก" * LONGEST])
def test_what_cannot_be_scanned_is_refused(content):
    with pytest.raises(ValueError, match="QR code"):
        qr_svg(content, "")
