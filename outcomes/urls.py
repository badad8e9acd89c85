"""Addresses of the outcomes app."""

from django.urls import include, path

from . import views

app_name = "outcomes"

patient_urls = [
    path("measures/", views.measures, name="measures"),
    path("measures/new/", views.measure_new, name="measure-new"),
    path("goals/<int:rank>/", views.goal_edit, name="goal-edit"),
    path("tests/<slug:test>/", views.test_new, name="test-new"),
    path("scores/", views.scores, name="scores"),
    path("scores/<slug:instrument>/new/", views.response_new, name="response-new"),
    path("days/new/", views.day_new, name="day-new"),
    path("days/<str:day>/error/", views.day_error, name="day-error"),
]

urlpatterns = [
    path("patients/<uuid:pk>/", include(patient_urls)),
    path("measures/<uuid:pk>/", views.measure_edit, name="measure-edit"),
    path("measures/<uuid:pk>/readings/new/", views.reading_new, name="reading-new"),
    path("measures/<uuid:pk>/timed/", views.reading_timed, name="reading-timed"),
    path("measures/<uuid:pk>/goal/", views.goal_from, name="goal-from"),
    path("goals/<uuid:pk>/track/", views.goal_track, name="goal-track"),
    path("goals/<uuid:pk>/weeks/new/", views.goal_week_new, name="goal-week-new"),
    path("goals/<uuid:pk>/scale/", views.goal_scale, name="goal-scale"),
    path("goals/<uuid:pk>/levels/new/", views.goal_level_new, name="goal-level-new"),
    path("goals/<uuid:pk>/promote/", views.goal_promote, name="goal-promote"),
    path("goals/<uuid:pk>/close/", views.goal_close, name="goal-close"),
    path("outcomes/<slug:kind>/<uuid:pk>/error/", views.entry_error, name="entry-error"),
]
