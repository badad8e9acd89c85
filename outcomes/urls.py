"""Addresses of the outcomes app."""

from django.urls import include, path

from . import views

app_name = "outcomes"

patient_urls = [
    path("measures/", views.measures, name="measures"),
    path("measures/new/", views.measure_new, name="measure-new"),
    path("goals/<int:rank>/", views.goal_edit, name="goal-edit"),
    path("scores/", views.scores, name="scores"),
    path("asks/new/", views.ask_new, name="ask-new"),
    path("scores/<slug:instrument>/new/", views.response_new, name="response-new"),
    path("nights/new/", views.night_new, name="night-new"),
    path("days/new/", views.day_new, name="day-new"),
    path("days/<str:day>/error/", views.day_error, name="day-error"),
]

urlpatterns = [
    path("patients/<uuid:pk>/", include(patient_urls)),
    path("asks/<uuid:pk>/cancel/", views.ask_cancel, name="ask-cancel"),
    path("measures/<uuid:pk>/", views.measure_edit, name="measure-edit"),
    path("measures/<uuid:pk>/readings/new/", views.reading_new, name="reading-new"),
    path("goals/<uuid:pk>/promote/", views.goal_promote, name="goal-promote"),
    path("goals/<uuid:pk>/close/", views.goal_close, name="goal-close"),
    path("outcomes/<slug:kind>/<uuid:pk>/error/", views.entry_error, name="entry-error"),
]
