"""What the tests of the plan's pages share."""

from django.urls import reverse

from audit.models import Event


def url(name, row):
    return reverse(f"plans:{name}", args=[row.pk])


def text(answer):
    return answer.content.decode()


def reads():
    return list(Event.objects.filter(action="read").values_list("category", flat=True))
