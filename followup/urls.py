"""Addresses of the followup app."""

from django.urls import include, path

from . import views

app_name = "followup"

patient_urls = [
    path("calls/", views.call_log, name="call-log"),
    path("contact-history/", views.contact_history, name="contact-history"),
]

story_urls = [
    path("", views.story, name="story"),
    path("open/", views.story_open, name="story-open"),
    path("mail/", views.story_mail, name="story-mail"),
]

task_urls = [
    path("acknowledge/", views.task_acknowledge, name="task-acknowledge"),
    path("close/", views.task_close, name="task-close"),
]

urlpatterns = [
    path("worklist/", views.worklist, name="worklist"),
    path("patients/<uuid:pk>/", include(patient_urls)),
    path("visits/<uuid:pk>/story/", include(story_urls)),
    path("calls/<uuid:pk>/undo/", views.call_undo, name="call-undo"),
    path("reminders/<uuid:pk>/send-again/", views.reminder_send_again, name="reminder-send-again"),
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/<uuid:pk>/", include(task_urls)),
]
