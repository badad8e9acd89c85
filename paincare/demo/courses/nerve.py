"""Three people with leg-dominant pain: an idea challenged, a step not delivered, a question not answered."""

from datetime import date
from decimal import Decimal

from ..story import Coded, Course, DailyLog, Decided, Idea, PacketFacts, Person, StepDone, Track, Tried, Wish

_RADICULOPATHY = Coded("Lumbar radiculopathy", "128196005", 320)


def _series(*pairs: tuple[int, int]) -> tuple[tuple[int, Decimal], ...]:
    return tuple((days, Decimal(value)) for days, value in pairs)


RUTH = Course(
    person=Person(
        mrn="004-087",
        given="Ruth",
        family="Adler",
        pronouns="she",
        born=date(1961, 9, 30),
        sex="female",
        work="Choir teacher",
        email="ruth.adler@home.example",
        phone="555-0187",
    ),
    packet=PacketFacts(
        conditions=(_RADICULOPATHY, Coded("Osteoarthritis of hip", "239872002", 1500)),
        medicines=(
            Coded("Acetaminophen 500 MG Oral Tablet", "198440", 400, "2 tablets up to three times a day"),
        ),
        imaging=(Coded("MRI lumbar spine", "MR", 140), Coded("X-ray of hip", "DX", 1400)),
    ),
    intake_days_ago=70,
    good_day="I stand through a rehearsal and sleep on my left side.",
    good_day_frequency="once a week",
    tried_before="Two rounds of pills, little change. Stretching class, hurt more.",
    most_urgent="The spring concert.",
    tried=(Tried("Stretching class", "last year", "no change", "no_benefit"),),
    goals=(
        Wish("Stand through a rehearsal", Decimal(90), "minutes", "stand", "twice a week", "", Decimal(25)),
        Wish("Walk to school", Decimal(20), "minutes", "walk", "on work days", "", Decimal(8)),
    ),
    tracks=(
        Track(
            "stand",
            "Stands",
            "minutes",
            _series((70, 25), (49, 30), (35, 28), (21, 30), (7, 35)),
            "groin pain",
        ),
        Track("walk", "Walks", "minutes", _series((70, 8), (49, 10), (35, 9), (21, 12), (7, 14))),
    ),
    idea=Idea(
        statement="Right L4 nerve root is irritated",
        evidence_for="Thigh pain with numbness over the shin. MRI: narrowing at L3-4.",
        evidence_against="Groin pain on turning the leg in.",
        planned_test="Does standing reach 60 minutes with nerve work?",
        problem="Right groin and thigh",
        side="right",
        since="since last summer",
        worse_with="standing, stairs",
        better_with="sitting",
    ),
    next_idea=Idea(
        statement="Right hip joint drives the groin pain",
        evidence_for="Pain on internal rotation, nothing changed with nerve work.",
        evidence_against="Numbness over the shin is not explained.",
        planned_test="Guided hip block: what does it do to stairs?",
        problem="Right groin and thigh",
    ),
    pegs=((70, (6, 7, 7)), (42, (6, 7, 6)), (14, (6, 6, 7))),
    odis=((70, (2, 2, 3, 3, 1, 4, 2, 1, 3, 2)), (14, (2, 2, 3, 3, 1, 3, 2, 1, 3, 2))),
    template="lumbar_radiculopathy",
    plan_days_ago=63,
    steps=(StepDone(1, 63, 48),),
    decisions=(
        Decided(40, "challenged", "Nerve work for three weeks changed nothing; the hip reproduces the pain."),
    ),
    log=DailyLog(from_days_ago=60, moved=(12, 18), slept=(6.0, 6.3), hard_share=(0.35, 0.3)),
    next_visit=(0, 14),
)

SAMUEL = Course(
    person=Person(
        mrn="004-102",
        given="Samuel",
        family="Price",
        goes_by="Sam",
        pronouns="he",
        born=date(1974, 1, 18),
        sex="male",
        work="Warehouse nights",
        email="sam.price@home.example",
        phone="555-0102",
    ),
    packet=PacketFacts(
        conditions=(_RADICULOPATHY,),
        medicines=(
            Coded(
                "Ibuprofen 600 MG Oral Tablet", "197806", 120, "1 tablet with food, up to three times a day"
            ),
        ),
        allergies=(Coded("Latex", "111088007", 2000),),
    ),
    intake_days_ago=44,
    good_day="I lift boxes for a shift and still play with my girls.",
    good_day_frequency="twice a month",
    tried_before="Could not get to therapy: two buses, nights.",
    most_urgent="My hours were cut.",
    also_in_play="Works nights. Two buses to the clinic.",
    tried=(Tried("Physical therapy", "in spring", "went twice", "access", {"access_reason": "schedule"}),),
    goals=(
        Wish("Lift a box to the shelf", Decimal(15), "kg", "lift", "every shift", "", Decimal(5)),
        Wish("Sit through supper", Decimal(45), "minutes", "sit", "every day", "", Decimal(15)),
    ),
    tracks=(
        Track("sit", "Sits without stopping", "minutes", _series((44, 15), (30, 15), (16, 18)), "leg pain"),
        Track("lift", "Lifts", "kg", _series((44, 5), (16, 6))),
    ),
    idea=Idea(
        statement="Left S1 nerve root is irritated",
        evidence_for="Calf pain, ankle jerk down on the left.",
        evidence_against="No numbness.",
        planned_test="Does sitting reach 40 minutes after therapy?",
        problem="Left calf and foot",
        side="left",
        since="since February",
        worse_with="bending, sitting",
        better_with="lying down",
    ),
    pegs=((44, (7, 7, 8)), (20, (7, 7, 7))),
    template="lumbar_radiculopathy",
    plan_days_ago=38,
    steps=(StepDone(1, 38), StepDone(3, on=24, not_delivered="access")),
    decisions=(
        Decided(
            15,
            "cannot_tell",
            "Therapy did not take place: no ride.",
            cannot_tell="not_delivered",
            new_in_days=14,
        ),
    ),
    log=DailyLog(
        from_days_ago=36, moved=(15, 16), slept=(5.0, 5.2), hard_share=(0.4, 0.4), missing_share=0.25
    ),
    calls=((12, "no_answer", ""), (11, "spoke_well", "Ride is booked with the county van.")),
)

LEILA = Course(
    person=Person(
        mrn="004-131",
        given="Leila",
        family="Haddad",
        pronouns="she",
        born=date(1990, 6, 5),
        sex="female",
        work="Web designer",
        email="leila.haddad@home.example",
        phone="555-0131",
        zone="America/Chicago",
    ),
    packet=PacketFacts(
        conditions=(_RADICULOPATHY, Coded("Migraine", "37796009", 3500)),
        medicines=(Coded("Naproxen 500 MG Oral Tablet", "198014", 60, "1 tablet twice a day with food"),),
    ),
    intake_days_ago=24,
    good_day="A day at the desk and a bike ride.",
    good_day_frequency="three times a week",
    tried_before="Naproxen helps for some hours.",
    most_urgent="Sitting through client calls.",
    tried=(Tried("Naproxen", "now", "some hours", "still_using"),),
    goals=(
        Wish("Sit through a client call", Decimal(60), "minutes", "sit", "every work day", "", Decimal(25)),
        Wish("Ride to work", Decimal(25), "minutes", "", "three times a week", "", Decimal(0)),
    ),
    tracks=(Track("sit", "Sits without stopping", "minutes", _series((24, 25), (10, 30)), "leg pain"),),
    idea=Idea(
        statement="Right L5 nerve root is irritated",
        evidence_for="Slump test positive. Pain below the knee.",
        evidence_against="Strength is full.",
        planned_test="Does sitting reach 45 minutes?",
        problem="Right leg to the foot",
        side="right",
        since="since August",
        worse_with="sitting 25 minutes",
        better_with="walking",
    ),
    pegs=((24, (5, 6, 5)),),
    template="lumbar_radiculopathy",
    plan_days_ago=20,
    steps=(StepDone(1, 20),),
    log=DailyLog(from_days_ago=19, moved=(20, 28), slept=(6.5, 7.0), hard_share=(0.25, 0.2)),
)

NERVE = (RUTH, SAMUEL, LEILA)
