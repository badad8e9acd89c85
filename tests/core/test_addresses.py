"""Addresses in long lists are the addresses that `url` gives."""

from uuid import uuid4

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse, set_script_prefix

from core.addresses import address_of


def said(route: str, pk: object) -> str:
    page = Template("{% load addresses %}{% address route pk %}")
    return page.render(Context({"route": route, "pk": pk}))


@pytest.mark.parametrize("route", ["chart:storyboard", "followup:call-log", "people:patient-contact"])
def test_it_says_what_reverse_says(route):
    for pk in (uuid4(), uuid4()):
        assert said(route, pk) == said(route, str(pk)) == reverse(route, args=[pk])


def test_under_a_prefix_too():
    pk = uuid4()
    set_script_prefix("/clinic/")
    try:
        assert said("chart:storyboard", pk) == reverse("chart:storyboard", args=[pk])
    finally:
        set_script_prefix("/")


def test_a_page_of_its_own_has_no_key():
    assert address_of("followup:worklist") == reverse("followup:worklist")


def test_an_unknown_route_is_an_error():
    with pytest.raises(NoReverseMatch):
        said("chart:nowhere", uuid4())


def test_a_key_from_elsewhere_is_escaped():
    assert "<" not in said("chart:storyboard", "<b>")
