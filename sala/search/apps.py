from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "sala.search"

    def ready(self) -> None:
        from sala.core.registries import (  # noqa: PLC0415 -- apps must be ready first
            JournalListener,
            journal_listeners,
        )
        from sala.search.waiting import hear  # noqa: PLC0415 -- the same

        journal_listeners.add(JournalListener("search", hear))
