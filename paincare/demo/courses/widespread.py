"""Two people with a sensitised system: one has gone quiet after hard days, one sleeps again."""

from datetime import date
from decimal import Decimal

from ..story import (
    Coded,
    Course,
    DailyLog,
    Examined,
    Idea,
    Mapped,
    PacketFacts,
    Person,
    Scanned,
    StepDone,
    Track,
    Tried,
    Wish,
)

_WIDESPREAD = Coded("Fibromyalgia", "203082005", 1100)


def _series(*pairs: tuple[int, int]) -> tuple[tuple[int, Decimal], ...]:
    return tuple((days, Decimal(value)) for days, value in pairs)


ANA = Course(
    person=Person(
        mrn="004-076",
        given="Ana",
        family="Marsh",
        pronouns="she",
        born=date(1985, 2, 11),
        sex="female",
        work="Payroll clerk",
        email="ana.marsh@home.example",
        phone="555-0176",
        zone="America/Chicago",
    ),
    packet=PacketFacts(
        conditions=(_WIDESPREAD, Coded("Anxiety disorder", "197480006", 2000)),
        medicines=(
            Coded("Duloxetine 60 MG Oral Capsule", "596934", 400, "1 capsule every morning"),
            Coded("Zolpidem 10 MG Oral Tablet", "854873", 300),
        ),
        allergies=(Coded("Codeine", "294915002", 1500),),
    ),
    intake_days_ago=36,
    good_day="I cook with my mother and am not in bed by six.",
    good_day_frequency="twice a week",
    tried_before="Four medicines, each for some weeks. Water class helped until the pool closed.",
    most_urgent="Sleep. Everything hangs on it.",
    also_in_play="Sleep is short. Snoring, no study yet. Worry about losing the job.",
    tried=(Tried("Water class", "last year", "as long as it ran", "access"),),
    goals=(
        Wish("Walk with my mother", Decimal(20), "minutes", "walk", "four times a week", "", Decimal(6)),
        Wish("Sleep through", Decimal(7), "hours", "sleep", "five nights a week", "", Decimal(5)),
        Wish("Cook a meal", Decimal(45), "minutes", "stand", "three times a week", "", Decimal(15)),
    ),
    tracks=(
        Track("walk", "Walks", "minutes", _series((36, 6), (22, 8), (12, 9)), "tired legs"),
        Track("sleep", "Sleeps", "hours", _series((36, 5), (22, 5), (12, 5))),
        Track("stand", "Stands", "minutes", _series((36, 15), (12, 15))),
    ),
    idea=Idea(
        statement="The pain system is sensitised; short sleep keeps it so",
        evidence_for="Pain in all four limbs for over a year, touch hurts, tired on waking.",
        evidence_against="Left knee has a clear mechanical story.",
        planned_test="Do paced blocks and a sleep window lift walking to 15 minutes?",
        problem="Widespread, worst in shoulders and legs",
        side="both",
        since="for three years",
        worse_with="long days, cold",
        better_with="warm water, rest",
    ),
    exam=(
        Examined("static-allodynia", "positive", "positive"),
        Examined("dynamic-allodynia", "positive", "negative"),
        *(Examined(f"power-{level}", "5", "5") for level in ("l2", "l3", "l4", "l5", "s1")),
    ),
    scans=(Scanned("Degenerative disc disease", "L5-S1", "MRI lumbar spine", "2024", "incidental"),),
    criteria=(
        ("lesion", "no"),
        ("three_months", "yes"),
        ("spread", "yes"),
        ("unexplained", "yes"),
        ("hypersensitive", "yes"),
        ("company", "yes"),
        ("evoked", "yes"),
    ),
    maps=(
        Mapped((205, 206, 207, 208), "a", "start", "three years ago"),
        Mapped((203, 204, 205, 206, 207, 208, 213, 214, 217, 218, 221, 222, 127, 128, 133, 134), "at", "now"),
    ),
    clock=(("b0", "2"), ("b1", "2"), ("b3", "1"), ("stiff", "an hour")),
    pegs=((36, (7, 8, 8)), (12, (7, 8, 8))),
    template="widespread_sensitised",
    plan_days_ago=30,
    steps=(StepDone(1, 30),),
    log=DailyLog(
        from_days_ago=29,
        moved=(8, 12),
        slept=(5.0, 5.2),
        hard_share=(0.4, 0.5),
        flares=((12, 4),),
        silent_days=9,
    ),
)

JUNE = Course(
    person=Person(
        mrn="004-061",
        given="June",
        family="Park",
        pronouns="they",
        born=date(1978, 12, 24),
        sex="female",
        work="Librarian",
        email="june.park@home.example",
        phone="555-0161",
        zone="America/Los_Angeles",
    ),
    packet=PacketFacts(
        conditions=(_WIDESPREAD,),
        medicines=(Coded("Amitriptyline 10 MG Oral Tablet", "856783", 200, "1 tablet two hours before bed"),),
    ),
    intake_days_ago=58,
    good_day="A morning at the desk, a walk, and supper with friends.",
    good_day_frequency="three days a week",
    tried_before="Rest made it worse. Amitriptyline helps sleep.",
    most_urgent="To plan a week and keep it.",
    tried=(Tried("Amitriptyline 10 mg", "since spring", "sleep is better", "still_using"),),
    goals=(
        Wish("Walk round the lake", Decimal(35), "minutes", "walk", "four times a week", "", Decimal(12)),
        Wish("Stand at the desk", Decimal(60), "minutes", "stand", "on work days", "", Decimal(30)),
        Wish("Sleep through", Decimal(7), "hours", "sleep", "most nights", "", Decimal(5)),
    ),
    tracks=(
        Track("walk", "Walks", "minutes", _series((58, 12), (44, 15), (30, 19), (16, 24), (4, 27))),
        Track("stand", "Stands", "minutes", _series((58, 30), (30, 38), (4, 45))),
        Track("sleep", "Sleeps", "hours", _series((58, 5), (30, 6), (4, 7))),
    ),
    idea=Idea(
        statement="The pain system is sensitised and is learning again",
        evidence_for="Sleep first, then walking, then pain: each followed the other.",
        evidence_against="None yet.",
        planned_test="Does walking reach 25 minutes, four times a week?",
        problem="Neck, shoulders, hips",
        side="both",
        since="for about five years",
        worse_with="doing everything in one day",
        better_with="a plan for the week",
    ),
    pegs=((58, (6, 7, 7)), (30, (6, 5, 6)), (4, (6, 4, 4))),
    template="widespread_sensitised",
    plan_days_ago=41,
    steps=(StepDone(1, 41),),
    log=DailyLog(
        from_days_ago=40,
        moved=(14, 28),
        slept=(5.4, 6.9),
        hard_share=(0.35, 0.12),
        missing_share=0.05,
        wears_device=True,
    ),
    next_visit=(0, 16),
)

WIDESPREAD = (ANA, JUNE)
