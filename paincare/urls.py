"""All addresses. Each app owns its own list; every view in them declares its access."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("people.urls")),
    path("", include("outcomes.urls")),
    path("", include("intake.urls")),
    path("", include("plans.urls")),
    path("", include("followup.urls")),
    path("", include("chart.urls")),
    path("", include("portal.urls")),
]
