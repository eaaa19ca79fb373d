"""The ten areas of competence of the handbook, in its order (R001)."""

from __future__ import annotations

AREAS = (
    "ความรู้/ทักษะเฉพาะทางในสายงาน",
    "ภาษา",
    "ภาวะผู้นำ/คุณธรรม/จริยธรรม",
    "จิตอาสา/บริการ",
    "ความรับผิดชอบ/ซื่อสัตย์สุจริต",
    "ทำงานเป็นทีม",
    "คิดค้น/พัฒนาและประยุกต์ใช้นวัตกรรมใหม่ๆ",
    "กฎหมาย/กฎระเบียบในการปฏิบัติงาน",
    "การใช้เทคโนโลยี",
    "ทักษะการคิด",
)
AREAS_EN = (
    "Knowledge and skills of one's own field",
    "Languages",
    "Leadership, virtue and ethics",
    "Volunteering and service",
    "Responsibility and integrity",
    "Teamwork",
    "Inventing, developing and applying innovation",
    "Laws and rules at work",
    "Use of technology",
    "Thinking skills",
)
