from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "sala.home"

    def ready(self) -> None:
        """The top floor is loaded last, so every registry can be filled now."""
        from sala.core import registries  # noqa: PLC0415 -- apps must be ready first

        registries.load()
