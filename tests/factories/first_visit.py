"""Ines Marlow before her first visit: her family doctor's packet, and what she told on the phone."""

from datetime import datetime, timedelta
from uuid import uuid4

from intake.rules.body_regions import REGIONS
from intake.rules.previsit import PageKind, StoryPage
from intake.services import previsit as previsits
from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.words import FlagAnswer
from people.access import Actor
from people.models import Clinic, Patient, User

from .intake_referrals import allergy, bundle, concept, condition, imaging, imported, medicine
from .intake_referrals import person as sent_person
from .people import CareTeamMemberFactory
from .portal import story_before

NUMBER_OF = {region.name: number for number, region in REGIONS.items()}

INES = {
    "name": [{"use": "official", "family": "Marlow", "given": ["Ines"]}],
    "birthDate": "1974-02-11",
}
LISTED = ("Gabapentin 300 MG", "Naproxen 500 MG", "Lisinopril 10 MG")
TOLD = {
    PageKind.WANTS: {"wants": ["Cook a whole lunch", "Ride in the car to my sister", "Sleep through"]},
    PageKind.GOOD_DAY: {
        "good_day": "I cook for two hours, then walk home by the river.",
        "good_day_frequency": "one day in six",
    },
    PageKind.URGENT: {"most_urgent": "Keeping my job in the kitchen."},
    PageKind.WHERE: {
        "regions": [NUMBER_OF["Left buttock"], NUMBER_OF["Left back of the thigh"], NUMBER_OF["Left calf"]],
        "since": "since winter 2023",
    },
    PageKind.WEEK: {"week_work": "cook, 32 hours", "week_travel": "two buses", "week_sleep": "5 hours"},
}
TRIED = (
    {"what": "PT, 8 visits", "when": "spring 2024", "helped_for": "not at all", "ending": "times"},
    {"what": "Epidural L4-5", "when": "March 2025", "helped_for": "2 days", "ending": "wore_off"},
    {"what": "Heating pad", "when": "every evening", "helped_for": "an hour", "ending": "still"},
)
STATED = {"Gabapentin 300 MG": ("sometimes", "makes me foggy"), "Naproxen 500 MG": ("as_prescribed", "")}


def ines_marlow(clinic: Clinic, *, lead: User, navigator: User, at: datetime) -> Patient:
    """Her packet came two weeks ago, her story three days ago; the visit is at `at`."""
    packet = bundle(
        *(
            medicine(f"m{number}", medicationCodeableConcept=concept(title, code=f"rx{number}"))
            for number, title in enumerate(LISTED)
        ),
        condition("c1", "Hypertension"),
        allergy(),
        imaging(),
        patient=sent_person(**INES),
    )
    patient = imported(clinic, packet, at=at - timedelta(days=14)).patient
    for user, is_lead in ((lead, True), (navigator, False)):
        CareTeamMemberFactory(patient=patient, user=user, is_lead=is_lead)
    tell(patient, told_at=at - timedelta(days=3))
    return patient


def tell(patient: Patient, *, told_at: datetime) -> None:
    by = Actor.of_patient(patient)
    given = {"previsit": story_before(patient, at=told_at, days=3), "by": by, "at": told_at}
    previsits.start_previsit(**given)
    for flag in FLAGS:
        previsits.answer_sign(flag=flag.key, answer=FlagAnswer.NO, **given)
    for kind, answers in TOLD.items():
        previsits.save_answers(page=StoryPage(kind), answers=answers, **given)
    for line in TRIED:
        previsits.save_line(page=StoryPage(PageKind.TRIED), line={"key": uuid4().hex, **line}, **given)
    for title, (taking, reason) in STATED.items():
        row = patient.medications.get(title__iexact=title)
        line = {"key": row.pk.hex, "title": row.title, "medication": str(row.pk)}
        line |= {"taking": taking, "how": "", "reason": reason}
        previsits.save_line(page=StoryPage(PageKind.MEDICINE, row.pk.hex), line=line, **given)
    other = {"key": uuid4().hex, "title": "Turmeric", "how": "500 mg", "taking": "as_prescribed"}
    previsits.save_line(page=StoryPage(PageKind.OTHERS), line=other, **given)
    previsits.send_previsit(**given)
