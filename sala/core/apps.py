from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "sala.core"
    verbose_name = "core"
