import pytest
from django.test import Client
from django.urls import reverse

SHELL, WORKER = reverse("portal:shell"), reverse("portal:worker")


def test_the_shell_holds_nothing_of_anybody(as_pia, block):
    page = as_pia.get(SHELL)
    assert "My own goal" in page.content.decode()
    assert not [word for word in ("Pia", "Okafor", "Maple", "dog", "csrf") if word in page.content.decode()]
    assert page.content == Client().get(SHELL).content
    assert "no-cache" in page.headers["Cache-Control"]


def test_the_worker_keeps_static_files_and_the_shell_only(db):
    answer = Client().get(WORKER, {"call": "112"})
    script = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert '"/check-in/?call=112"' in script
    kept = script.partition("const FILES = [")[2].partition("]")[0].replace('"', "").split(", ")
    assert all(name.startswith("/static/") or name == "SHELL" for name in kept)


@pytest.mark.parametrize("number", ["", "911;alert(1)", '"', "1" * 16, "٩١١"])
def test_only_a_number_that_can_be_dialled_is_repeated(db, number):
    for address in (SHELL, WORKER):
        page = Client().get(address, {"call": number}).content.decode()
        assert "911" in page
        assert "alert" not in page


@pytest.mark.parametrize("address", [SHELL, WORKER])
def test_other_methods_are_refused(db, address):
    assert Client().post(address).status_code == 405
