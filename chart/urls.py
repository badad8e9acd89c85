"""Addresses of the chart app."""

from django.urls import URLPattern

app_name = "chart"
urlpatterns: list[URLPattern] = []
