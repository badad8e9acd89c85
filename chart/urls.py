"""Addresses of the chart app: pages that read everything."""

from django.urls import include, path

from . import views

app_name = "chart"

patient_urls = [
    path("", views.storyboard, name="storyboard"),
    path("table/", views.storyboard_table, name="storyboard-table"),
    path("timeline/", views.timeline, name="timeline"),
    path("look-back/", views.look_back, name="look-back"),
    path("look-back/save/", views.look_back_save, name="look-back-save"),
    path("series/<slug:key>/", views.series, name="series"),
    path("series/<slug:key>/csv/", views.series_csv, name="series-csv"),
    path("csv/", views.all_csv, name="all-csv"),
    path("record/", views.record, name="record"),
    path("access/", views.access_log, name="access-log"),
]

urlpatterns = [
    path("", views.today, name="today"),
    path("find/", views.find, name="find"),
    path("patients/", views.patients, name="patients"),
    path("patients/<uuid:pk>/", include(patient_urls)),
]
