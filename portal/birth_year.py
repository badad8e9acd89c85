"""The second thing that the holder of a link may be asked: a year of birth, a few tries at a time."""

from people.models import Patient

from . import throttle
from .forms import BirthYearForm


def knows_birth_year(form: BirthYearForm, patient: Patient, *, link: str) -> bool:
    """A few tries for each link, then a rest: with eighty years to choose from, guessing must not pay."""
    if not form.is_valid():
        return False
    if not throttle.may_try(f"birth-year:{link}"):
        form.add_error("birth_year", "Please wait 15 minutes, then try again. Or call your clinic.")
    elif form.cleaned_data["birth_year"] != patient.birth_date.year:
        form.add_error("birth_year", "That is not the year we have. Please check it.")
    return not form.errors
