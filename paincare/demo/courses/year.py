"""A year of days, which the look-back reads (S72): two flares, a medicine, a procedure elsewhere, a drive."""

from datetime import date
from decimal import Decimal

from ..story import Coded, Course, DailyLog, Happened, Idea, PacketFacts, Person, Track, Turn, Wish

YEAR = Course(
    person=Person(
        mrn="003-874",
        given="Lena",
        family="Wolff",
        pronouns="she",
        born=date(1974, 2, 18),
        sex="female",
        work="Teaches the piano",
        email="lena.wolff@home.example",
        phone="555-0171",
    ),
    packet=PacketFacts(
        conditions=(Coded("Chronic neck pain", "279039007", 1400),),
        medicines=(Coded("Paracetamol 500 MG Oral Tablet", "313782", 1300, "2 tablets when needed"),),
        imaging=(Coded("MRI cervical spine", "MR", 500),),
        vitals_days_ago=372,
    ),
    intake_days_ago=368,
    good_day="I play for an hour and drive myself to my pupils.",
    good_day_frequency="twice a week",
    most_urgent="Why it flares, and whether I can see it coming.",
    goals=(Wish("Play the piano", Decimal(60), "minutes", "", "every day", "", Decimal(20)),),
    tracks=(
        Track(
            "sit",
            "Sits at the piano",
            "minutes",
            tuple(
                (days, Decimal(value))
                for days, value in ((368, 20), (250, 30), (130, 40), (60, 35), (12, 45))
            ),
            "neck ache",
        ),
    ),
    idea=Idea(
        statement="Neck joints and a load that comes and goes",
        evidence_for="Worse after long sitting, turns freely on good days.",
        evidence_against="Two flares without an obvious load.",
        planned_test="Look back from the next flare.",
        problem="Neck, both sides",
        since="for about four years",
        worse_with="long drives, long sitting",
        better_with="walking, short breaks",
    ),
    pegs=((368, (6, 6, 6)), (130, (6, 5, 5)), (12, (5, 4, 4))),
    log=DailyLog(
        from_days_ago=366,
        moved=(30, 50),
        slept=(7.0, 7.2),
        hard_share=(0.2, 0.15),
        missing_share=0.12,
        flares=((251, 5), (58, 6)),
        wears_device=True,
        likeness=0.25,
        turns=(
            Turn(from_days_ago=72, to_days_ago=58, moved=0.55),
            Turn(from_days_ago=130, to_days_ago=100, slept=-1.1),
        ),
        tells_flares=True,
    ),
    happened=(
        Happened(190, "procedure", "Trigger point injection, neck", "elsewhere, by the family doctor"),
        Happened(130, "medicine", "Duloxetine", "30 mg in the morning"),
        Happened(100, "medicine", "Duloxetine", "20 mg in the morning"),
        Happened(62, "story", "Drove eleven hours to her sister", "and back two days later"),
    ),
    next_visit=(0, 16),
)
