"""manage.py import_referrals: files and folders, a table at the end, an exit code."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from intake.models import Referral
from people.models import Patient
from tests.factories.intake_referrals import bundle, condition, number, packed, person
from tests.factories.people import PatientFactory

pytestmark = pytest.mark.django_db


def run(*args: object) -> str:
    out = StringIO()
    call_command("import_referrals", *map(str, args), stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.json").write_bytes(bundle(condition()))
    other = person(identifier=[number("MR", "2")], birthDate="1970-01-01")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "b.json.gz").write_bytes(packed(bundle(condition(), patient=other)))
    (tmp_path / "readme.txt").write_text("not a packet")
    return tmp_path


@pytest.mark.parametrize("name", ["Maple Clinic", "maple-clinic", "MAPLE CLINIC"])
def test_a_folder_is_imported(maple, birch, folder, name):
    out = run(folder, "--clinic", name)
    assert "2 packets: 4 entries taken, 0 left." in out
    assert set(Patient.objects.values_list("clinic", flat=True)) == {maple.pk}


def test_a_second_run_changes_nothing(maple, folder):
    first = run(folder)
    assert run(folder) == first
    assert Referral.objects.count() == Patient.objects.count() == 2


def test_no_name_of_a_person_is_printed(maple, folder):
    assert "Okafor" not in run(folder)


def test_a_refused_packet_is_told_and_ends_in_an_exit_code(maple, folder):
    (folder / "c.json").write_bytes(b"not json")
    out = StringIO()
    with pytest.raises(CommandError, match="1 of 3 packets were refused") as failed:
        call_command("import_referrals", str(folder), stdout=out)
    assert failed.value.returncode == 1
    assert "The file is not JSON" in out.getvalue()
    assert Patient.objects.count() == 2


def test_a_file_that_is_too_large_is_refused_unread(maple, folder, settings):
    settings.PACKET_MAX_BYTES = 10
    with pytest.raises(CommandError, match="2 of 2 packets were refused"):
        run(folder)
    assert Referral.objects.count() == 0


@pytest.mark.parametrize("args", [["missing.json"], ["--clinic", "Elm Clinic"]])
def test_wrong_arguments_are_told(maple, folder, args):
    with pytest.raises(CommandError):
        run(folder, *args)
    assert Referral.objects.count() == 0


def test_with_two_clinics_one_must_be_named(maple, birch, folder):
    with pytest.raises(CommandError, match="“Birch Clinic”, “Maple Clinic”"):
        run(folder)


def test_a_packet_that_waits_for_a_human_is_told(maple, folder):
    PatientFactory(clinic=maple, given_name="Pia", family_name="Okafor")
    out = run(folder / "a.json")
    assert "Needs a match" in out
    assert "may be the same person" in out
