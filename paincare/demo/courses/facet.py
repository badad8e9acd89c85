"""Two people with facet pain: a checkpoint that is late, and a course that ended well."""

from datetime import date
from decimal import Decimal

from ..story import Coded, Course, DailyLog, Decided, Idea, PacketFacts, Person, StepDone, Track, Tried, Wish

_BACK_PAIN = Coded("Chronic low back pain", "278860009", 900)


def _series(*pairs: tuple[int, int]) -> tuple[tuple[int, Decimal], ...]:
    return tuple((days, Decimal(value)) for days, value in pairs)


ROSA = Course(
    person=Person(
        mrn="004-095",
        given="Rosa",
        family="Diaz",
        pronouns="she",
        born=date(1957, 11, 2),
        sex="female",
        work="Retired nurse",
        email="rosa.diaz@home.example",
        phone="555-0195",
    ),
    packet=PacketFacts(
        conditions=(_BACK_PAIN, Coded("Hypertension", "38341003", 4000)),
        medicines=(Coded("Lisinopril 10 MG Oral Tablet", "314076", 3800, "1 tablet every morning"),),
        procedures=(Coded("Trigger point injection", "231249005", 380),),
        imaging=(Coded("CT lumbar spine", "CT", 300),),
        allergies=(Coded("Penicillin", "91936005", 9000),),
    ),
    intake_days_ago=66,
    good_day="I garden for half an hour and bend without thinking.",
    good_day_frequency="every other week",
    tried_before="Trigger points, a week. Core class, helps while I keep at it.",
    most_urgent="The garden before the frost.",
    tried=(
        Tried("Trigger point injection", "last year", "one week", "wore_off"),
        Tried("Core class", "this year", "while it lasted", "access"),
    ),
    goals=(
        Wish("Garden", Decimal(30), "minutes", "", "three times a week", "", Decimal(10)),
        Wish("Stand to cook supper", Decimal(45), "minutes", "stand", "every day", "", Decimal(15)),
    ),
    tracks=(
        Track(
            "stand",
            "Stands",
            "minutes",
            _series((66, 15), (50, 16), (33, 17), (18, 25), (8, 24)),
            "low back ache",
        ),
    ),
    idea=Idea(
        statement="Lumbar facet joints L4-5 and L5-S1 drive the ache",
        evidence_for="Worse leaning back, no leg pain, first block 80 percent for 5 hours.",
        evidence_against="Morning stiffness 20 minutes.",
        planned_test="Second medial branch block.",
        problem="Low back, both sides",
        side="both",
        since="for about two years",
        worse_with="leaning back, standing",
        better_with="leaning forward, sitting",
    ),
    pegs=((66, (7, 6, 7)), (34, (7, 6, 6))),
    odis=((66, (3, 1, 3, 2, 1, 4, 2, 0, 2, 2)),),
    template="facet_blocks",
    plan_days_ago=60,
    steps=(StepDone(1, 60, 33), StepDone(2, delivered=20, relief=(80, Decimal(5)))),
    decisions=(Decided(32, "challenged", "Rehab alone did not move standing. Test the facet joints."),),
    log=DailyLog(from_days_ago=59, moved=(14, 22), slept=(6.2, 6.6), hard_share=(0.3, 0.25)),
)

KOFI = Course(
    person=Person(
        mrn="003-990",
        given="Kofi",
        family="Mensah",
        pronouns="he",
        born=date(1969, 4, 21),
        sex="male",
        work="Bus mechanic",
        email="kofi.mensah@home.example",
        phone="555-0190",
    ),
    packet=PacketFacts(conditions=(_BACK_PAIN,), imaging=(Coded("MRI lumbar spine", "MR", 500),)),
    intake_days_ago=190,
    good_day="A shift under the buses and football with my son.",
    good_day_frequency="most days now",
    tried_before="Back brace, two years. Did not help.",
    most_urgent="Staying in my trade.",
    tried=(Tried("Back brace", "two years", "no change", "no_benefit"),),
    goals=(
        Wish("Stand a shift", Decimal(120), "minutes", "stand", "every work day", "", Decimal(20)),
        Wish("Kick a ball with my son", Decimal(30), "minutes", "walk", "on Sundays", "", Decimal(5)),
    ),
    tracks=(
        Track(
            "stand",
            "Stands",
            "minutes",
            _series((190, 20), (160, 30), (130, 50), (100, 80), (70, 100), (40, 120), (12, 130)),
        ),
        Track("walk", "Walks", "minutes", _series((190, 5), (130, 15), (70, 28), (12, 40))),
    ),
    idea=Idea(
        statement="Right lumbar facet joints drive the pain",
        evidence_for="Two blocks, 85 and 90 percent. Radiofrequency held.",
        evidence_against="None left.",
        planned_test="Does standing two hours hold for six weeks?",
        problem="Low back, right side",
        side="right",
        since="for three years",
        worse_with="overhead work",
        better_with="sitting",
    ),
    pegs=((190, (7, 8, 7)), (130, (5, 5, 5)), (70, (4, 3, 3)), (12, (3, 2, 2))),
    odis=(
        (190, (3, 2, 4, 2, 2, 4, 2, 1, 3, 2)),
        (70, (1, 1, 2, 1, 1, 2, 1, 0, 1, 1)),
        (12, (1, 0, 1, 0, 1, 1, 0, 0, 1, 1)),
    ),
    template="facet_blocks",
    plan_days_ago=183,
    steps=(
        StepDone(1, 183, 156),
        StepDone(2, delivered=148, relief=(85, Decimal(6))),
        StepDone(3, delivered=127, relief=(90, Decimal(7))),
        StepDone(4, delivered=113),
    ),
    decisions=(
        Decided(155, "challenged", "Rehab alone did not move standing. Test the facet joints."),
        Decided(141, "confirmed", "A clear block: 85 percent for 6 hours."),
        Decided(120, "confirmed", "A second clear block: 90 percent for 7 hours."),
        Decided(70, "confirmed", "Standing two hours holds."),
    ),
    log=DailyLog(
        from_days_ago=42, moved=(35, 45), slept=(7.0, 7.2), hard_share=(0.08, 0.05), missing_share=0.15
    ),
)

FACET = (ROSA, KOFI)
