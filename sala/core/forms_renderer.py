"""How Django prints a form here: `{{ form }}` and `{{ form.name.as_field_group }}`."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class SalaRenderer(TemplatesSetting):
    """Templates of core before those of django.forms, with the tags of `ui` at hand."""

    form_template_name = "core/form.html"
    field_template_name = "core/field.html"
