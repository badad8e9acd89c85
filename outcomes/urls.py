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
    path("asks/new/", views.ask_new, name="ask-new"),
    path("scores/<slug:instrument>/new/", views.response_new, name="response-new"),
    path("scores/<slug:instrument>/paper/", views.response_print, name="response-print"),
    path("days/", views.days_month, name="days"),
    path("wearables/", views.wearables, name="wearables"),
    path("wearables/upload/", views.wearable_upload, name="wearable-upload"),
    path("nights/new/", views.night_new, name="night-new"),
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
    path("asks/<uuid:pk>/cancel/", views.ask_cancel, name="ask-cancel"),
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
    path("flares/<uuid:pk>/", views.flare_edit, name="flare-edit"),
    path("flares/<uuid:pk>/error/", views.flare_error, name="flare-error"),
    path("check-ins/<uuid:pk>/", views.check_ins_edit, name="check-ins-edit"),
    path("check-ins/<uuid:pk>/end/", views.check_ins_end, name="check-ins-end"),
    path("wearables/<uuid:pk>/", views.wearable, name="wearable"),
    path("wearables/<uuid:pk>/columns/", views.wearable_columns, name="wearable-columns"),
    path("wearables/<uuid:pk>/undo/", views.wearable_undo, name="wearable-undo"),
    path("outcomes/<slug:kind>/<uuid:pk>/error/", views.entry_error, name="entry-error"),
]
