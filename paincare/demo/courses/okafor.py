"""Daniel Okafor: the nerve root that settles while the pain number lags behind the life."""

from datetime import date
from decimal import Decimal

from ..story import Coded, Course, DailyLog, Idea, PacketFacts, Person, StepDone, Track, Tried, Wish

OKAFOR = Course(
    person=Person(
        mrn="004-118",
        given="Daniel",
        family="Okafor",
        goes_by="Dan",
        pronouns="he",
        born=date(1983, 3, 12),
        sex="male",
        work="Delivery driver",
        email="dan.okafor@home.example",
        phone="555-0142",
    ),
    packet=PacketFacts(
        conditions=(
            Coded("Lumbar radiculopathy", "128196005", 400),
            Coded("Type 2 diabetes mellitus", "44054006", 2200),
        ),
        medicines=(
            Coded("Metformin 1000 MG Oral Tablet", "861004", 1900, "1 tablet twice a day"),
            Coded("Gabapentin 300 MG Oral Capsule", "310431", 300, "300 mg three times a day", 255),
            Coded("Diclofenac 1% Topical Gel", "855633", 210),
        ),
        procedures=(Coded("Interlaminar epidural steroid injection", "18946005", 250),),
        imaging=(Coded("MRI lumbar spine", "MR", 270),),
        allergies=(Coded("Sulfonamide antibiotic", "387406002", 3000),),
    ),
    intake_days_ago=173,
    good_day="I drive the whole route, then walk the dog before supper.",
    good_day_frequency="one day in ten",
    tried_before="Gabapentin made me foggy. One injection, two days only. "
    "Eight visits of PT that were the same for everybody.",
    most_urgent="Keeping my route. My boss has been patient, but not for ever.",
    also_in_play="Sleep is broken; sleep study booked. Afraid of bending.",
    tried=(
        Tried("Gabapentin 900 mg a day", "last winter", "6 weeks, foggy", "side_effect"),
        Tried("Interlaminar epidural injection", "March", "2 days only", "no_benefit"),
        Tried("Physical therapy, generic, 8 visits", "spring", "no change", "no_benefit"),
    ),
    goals=(
        Wish("Sit a full shift", Decimal(60), "minutes", "sit", "", "without a flare", Decimal(8)),
        Wish("Walk the dog every morning", Decimal(30), "minutes", "walk", "every morning", "", Decimal(6)),
        Wish("Sleep through", Decimal(7), "hours", "sleep", "most nights", "", Decimal(5)),
    ),
    tracks=(
        Track(
            "sit",
            "Sits without stopping",
            "minutes",
            tuple(
                (days, Decimal(value))
                for days, value in [
                    (173, 8),
                    (157, 9),
                    (143, 8),
                    (128, 20),
                    (113, 28),
                    (95, 34),
                    (75, 18),
                    (61, 34),
                    (43, 43),
                    (26, 50),
                    (8, 55),
                ]
            ),
            "leg pain",
        ),
        Track(
            "walk",
            "Walks",
            "minutes",
            tuple(
                (days, Decimal(value))
                for days, value in [
                    (173, 6),
                    (157, 8),
                    (143, 7),
                    (128, 12),
                    (113, 17),
                    (95, 21),
                    (75, 9),
                    (61, 24),
                    (43, 27),
                    (26, 31),
                    (8, 33),
                ]
            ),
            "leg pain",
        ),
        Track(
            "sleep",
            "Sleeps",
            "hours",
            tuple(
                (days, Decimal(value))
                for days, value in [(173, 5), (143, 5), (113, 6), (95, 7), (75, 5), (61, 6), (43, 7), (8, 7)]
            ),
        ),
    ),
    idea=Idea(
        statement="Left L5 nerve root is irritated and now settling",
        evidence_for="Straight leg raise positive at 40 degrees. Selective L5 block: 70 percent for 9 hours.",
        evidence_against="None yet.",
        planned_test="Does sitting reach 60 minutes?",
        problem="Left buttock to calf",
        side="left",
        since="since last winter",
        worse_with="sitting 20 minutes, the van",
        better_with="leaning on the cart, walking",
    ),
    pegs=(
        (173, (8, 8, 8)),
        (128, (7, 7, 6)),
        (95, (6, 7, 6)),
        (61, (7, 8, 6)),
        (26, (6, 7, 6)),
        (8, (7, 7, 6)),
    ),
    odis=(
        (173, (3, 2, 3, 3, 4, 3, 3, 2, 3, 3)),
        (128, (3, 2, 3, 2, 3, 3, 3, 2, 2, 3)),
        (95, (2, 2, 2, 2, 3, 2, 2, 2, 2, 3)),
        (61, (2, 2, 2, 2, 2, 2, 2, 2, 2, 3)),
        (26, (2, 1, 2, 2, 2, 2, 1, 1, 2, 2)),
    ),
    template="lumbar_radiculopathy",
    plan_days_ago=40,
    checkpoint_in_days=42,
    checkpoint_line=Decimal(60),
    steps=(StepDone(1, 40, 38, relief=(70, Decimal(9))), StepDone(2, 37, 10), StepDone(3, 10)),
    log=DailyLog(
        from_days_ago=120,
        moved=(10, 34),
        slept=(5.2, 7.0),
        hard_share=(0.45, 0.15),
        missing_share=0.05,
        flares=((77, 3),),
        wears_device=True,
    ),
    visit_in_hours=48,
)
