from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "sala.journal"
