"""Addresses of the intake app."""

from people.drafts import draft_path

from .drafts import KINDS

app_name = "intake"
urlpatterns = [
    *[draft_path(kind) for kind in KINDS],
]
