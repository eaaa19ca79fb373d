from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "sala.core"
    verbose_name = "core"

    def ready(self) -> None:
        # Django's own Thai for this is "ฟิลด์นี้จำเป็น", which nobody says.
        Field.default_error_messages["required"] = _("ข้อนี้ยังไม่ได้กรอก")
