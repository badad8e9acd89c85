"""Opening a clinic from the command line."""

import pytest
from django.core.management import CommandError, call_command

from people.models import Clinic, User

FACTS = {
    "time_zone": "America/Denver",
    "phone": "555-0111",
    "manager_name": "Moss Berg",
    "manager_email": "moss@aspen.example",
}


def test_a_clinic_opens_with_its_first_manager(db, capsys):
    call_command("open_clinic", "Aspen Clinic", **FACTS)
    manager = User.objects.get(email="moss@aspen.example")
    assert (manager.clinic.name, manager.role) == ("Aspen Clinic", "manager")
    assert not manager.has_usable_password()
    assert manager.clinic.second_factor_required
    assert "Aspen Clinic is open." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"time_zone": "Mars/Base"}, "not a time zone"),
        ({"manager_email": "amara@maple.example"}, "already signs in"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_opened(dr_amara, change, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("open_clinic", "Aspen Clinic", **{**FACTS, **change})
    assert not Clinic.objects.filter(name="Aspen Clinic").exists()
