from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from . import sessions  # noqa: F401  (it listens for who signs in and out)
