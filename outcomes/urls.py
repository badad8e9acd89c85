"""Addresses of the outcomes app."""

from django.urls import include, path

from . import views

app_name = "outcomes"

patient_urls = [
    path("measures/", views.measures, name="measures"),
    path("measures/new/", views.measure_new, name="measure-new"),
    path("goals/<int:rank>/", views.goal_edit, name="goal-edit"),
    path("scores/", views.scores, name="scores"),
    path("scores/<slug:instrument>/new/", views.response_new, name="response-new"),
    path("days/", views.days_month, name="days"),
    path("days/new/", views.day_new, name="day-new"),
    path("days/month/<str:month>/", views.days_month, name="days-month"),
    path("days/month/<str:month>/paper/", views.days_print, name="days-print"),
    path("days/month/<str:month>/type/", views.days_type, name="days-type"),
    path("days/<str:day>/", views.day, name="day"),
    path("days/<str:day>/error/", views.day_error, name="day-error"),
    path("headaches/", views.headaches, name="headaches"),
    path("flares/", views.flares, name="flares"),
    path("flares/new/", views.flare_new, name="flare-new"),
    path("check-ins/", views.check_ins, name="check-ins"),
    path("check-ins/new/", views.check_ins_start, name="check-ins-start"),
]

urlpatterns = [
    path("patients/<uuid:pk>/", include(patient_urls)),
    path("measures/<uuid:pk>/", views.measure_edit, name="measure-edit"),
    path("measures/<uuid:pk>/readings/new/", views.reading_new, name="reading-new"),
    path("goals/<uuid:pk>/promote/", views.goal_promote, name="goal-promote"),
    path("goals/<uuid:pk>/close/", views.goal_close, name="goal-close"),
    path("flares/<uuid:pk>/", views.flare_edit, name="flare-edit"),
    path("flares/<uuid:pk>/error/", views.flare_error, name="flare-error"),
    path("check-ins/<uuid:pk>/", views.check_ins_edit, name="check-ins-edit"),
    path("check-ins/<uuid:pk>/end/", views.check_ins_end, name="check-ins-end"),
    path("outcomes/<slug:kind>/<uuid:pk>/error/", views.entry_error, name="entry-error"),
]
