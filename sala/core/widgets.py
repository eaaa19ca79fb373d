"""Controls Django lacks."""

from __future__ import annotations

from django.forms import RadioSelect


class Scale(RadioSelect):
    """A few short choices side by side, such as 1 to 5; the first word of a label stands bold."""

    template_name = "core/widgets/scale.html"
