"""Addresses of the people app."""

from django.urls import path

from . import views

app_name = "people"
urlpatterns = [path("healthz", views.healthz, name="healthz")]
