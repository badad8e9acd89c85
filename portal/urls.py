"""Addresses of the portal app: short, because people type them."""

from django.urls import include, path

from people.access import public

from . import views
from .api import Days

app_name = "portal"

my_urls = [
    path("", views.home, name="home"),
    path("flare/", views.flare, name="flare"),
    path("plan/", views.plan, name="plan"),
    path("visit/", views.visit, name="visit"),
    path("paper/", views.paper, name="paper"),
    path("paper/<str:month>/", views.paper, name="paper-month"),
    path("lines/", views.lines, name="lines"),
    path("watch/", views.watch, name="watch"),
    path("watch/upload/", views.watch_upload, name="watch-upload"),
    path("goals/", views.goals, name="goals"),
    path("timer/", views.timers, name="timers"),
    path("timer/<uuid:pk>/", views.timer, name="timer"),
    path("settings/", views.settings, name="settings"),
    path("settings/mail/", views.mail_consent, name="mail-consent"),
    path("settings/link/", views.day_link_renew, name="day-link-renew"),
    path("questions/<uuid:pk>/", views.ask_start, name="ask-start"),
    path("story/", views.my_story, name="my-story"),
    path("sign-out/", views.sign_out, name="sign-out"),
]

day_link_urls = [
    path("", views.day_link, name="day-link"),
    path("flare/", views.day_link_flare, name="day-link-flare"),
    path("goal/", views.day_link_goal, name="day-link-goal"),
]

question_urls = [
    path("", views.question_start, name="question-start"),
    path("<int:number>/", views.question, name="question"),
    path("check/", views.question_check, name="question-check"),
    path("new/", views.question_renew, name="question-renew"),
]

story_urls = [
    path("", views.story_start, name="story-start"),
    path("check/", views.story_check, name="story-check"),
    path("<slug:page>/", views.story, name="story"),
]

urlpatterns = [
    path("me/", include(my_urls)),
    path("d/<str:token>/", include(day_link_urls)),
    path("q/<str:token>/", include(question_urls)),
    path("s/<str:token>/", include(story_urls)),
    path("m/<str:token>/", views.mail_stop, name="mail-stop"),
    path("api/days/", public(Days.as_view()), name="api-days"),
    path("check-in/", views.shell, name="shell"),
    path("sw.js", views.worker, name="worker"),
]
