"""Daniel Okafor: the nerve root that settles while the pain number lags behind the life."""

from datetime import date
from decimal import Decimal

from ..story import (
    Coded,
    Course,
    DailyLog,
    Decided,
    Event,
    Examined,
    Idea,
    Limit,
    Mapped,
    OldRecord,
    PacketFacts,
    Person,
    Scanned,
    StepDone,
    Takes,
    Track,
    Tried,
    Wish,
)

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
            Coded("Metformin 1000 mg", "861004", 1900, "twice a day"),
            Coded("Gabapentin 300 MG Oral Capsule", "310431", 300, "300 mg three times a day", 255),
            Coded("Diclofenac gel 1 %", "855633", 210),
        ),
        procedures=(Coded("Interlaminar epidural steroid injection", "18946005", 250),),
        imaging=(Coded("MRI lumbar spine", "MR", 270),),
        allergies=(Coded("Sulfonamide antibiotic", "387406002", 3000),),
    ),
    intake_days_ago=110,
    good_day="I drive the whole route, then walk the dog before supper.",
    good_day_frequency="one day in ten",
    tried_before="Gabapentin made me foggy. One injection, two days only. "
    "Eight visits of PT that were the same for everybody.",
    most_urgent="Keeping my route. My boss has been patient, but not for ever.",
    also_in_play="Sleep study booked. Afraid of bending.",
    limits=(
        Limit("insurer", "PT", left="8"),
        Limit("transport", "two buses when the van is out", remedy="county ride", remedy_state="referred"),
        Limit("hours", "no break before noon"),
    ),
    sleep=(("snoring", "yes"), ("insomnia", "yes"), ("restless_legs", "no"), ("night_pain", "yes")),
    facts=(("diabetes", "yes"), ("pregnant", "no"), ("anticoagulant", "no"), ("tobacco", "no")),
    tried=(
        Tried("Gabapentin 900 mg", "winter", "", "side_effect", {"harms": "foggy"}),
        Tried(
            "Interlaminar ESI",
            "March",
            "2 days only",
            "wore_off",
            {
                "region_level": "L5-S1",
                "relief_percent": "30",
                "helped_with": "sleep",
                "not_helped_with": "the van",
            },
        ),
        Tried(
            "PT",
            "spring",
            "no change",
            "no_benefit",
            {"dose": "8 visits, a class", "retry_with": "one to one, with nerve glides"},
        ),
    ),
    takes=(
        Takes("Metformin 1000 mg", "as_prescribed"),
        Takes("Diclofenac gel 1 %", "sometimes", "before a long drive"),
        Takes("Magnesium", "as_prescribed", "400 mg at night"),
        Takes("Gabapentin", "avoids", reason="made him foggy at the wheel"),
    ),
    typed=("worse driving the van 20 min, better leaning on cart", "no change w/ heat"),
    events=(
        Event("New delivery route, longer hours", "about 13 months ago", "job", by_patient=True),
        Event("Ache after loading the van", "before the injection", "onset", of_problem=True),
        Event("Could not lift my daughter any more", "last winter", of_problem=True, by_patient=True),
        Event("Moved to a house with stairs", "in May", "move"),
    ),
    goals=(
        Wish("Sit a full shift", Decimal(60), "minutes", "sit", "", "without a flare", Decimal(8)),
        Wish("Walk the dog", Decimal(30), "minutes", "walk", "every morning", "", Decimal(6)),
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
                    (110, 8),
                    (100, 9),
                    (91, 8),
                    (81, 20),
                    (72, 28),
                    (60, 34),
                    (48, 18),
                    (39, 34),
                    (27, 43),
                    (16, 50),
                    (5, 55),
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
                    (110, 6),
                    (100, 8),
                    (91, 7),
                    (81, 12),
                    (72, 17),
                    (60, 21),
                    (48, 9),
                    (39, 24),
                    (27, 27),
                    (16, 31),
                    (5, 33),
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
                for days, value in [(110, 5), (91, 5), (72, 6), (60, 7), (48, 5), (39, 6), (27, 7), (5, 7)]
            ),
        ),
    ),
    idea=Idea(
        statement="Left L5 nerve root is irritated and now settling",
        evidence_for="Straight leg raise positive at 40 degrees. MRI: disc at L4-5 touches the left L5 root.",
        evidence_against="None yet.",
        planned_test="Does sitting reach 60 minutes?",
        problem="Left buttock to calf",
        side="left",
        since="since last winter",
        worse_with="sitting 20 minutes, the van",
        better_with="leaning on the cart, walking",
    ),
    exam=(
        Examined("slr", "own_pain", "negative", degrees_left="40"),
        Examined("crossed-slr", "negative", "negative"),
        Examined("touch-l5", "less", "normal"),
        Examined("pin-l5", "less", "normal"),
        Examined("power-l5", "5", "5"),
        Examined("reflex-s1", "2", "2"),
        Examined("dynamic-allodynia", "negative", "negative"),
    ),
    scans=(
        Scanned(
            "Disc touches the left L5 root", "L4-5", "MRI lumbar spine", "last spring", "relevant", "left"
        ),
        Scanned("Disc bulge", "L3-4", "MRI lumbar spine", "last spring", "incidental"),
    ),
    criteria=(
        ("lesion", "yes"),
        ("distribution", "yes"),
        ("sensory_signs", "yes"),
        ("confirmed", "yes"),
        ("tissue", "no"),
        ("spread", "no"),
    ),
    maps=(
        Mapped((214, 220), "a", "start", "last winter"),
        Mapped((214, 219, 220, 230, 232, 234, 236, 238, 128, 134, 136), "as", "worst", "March"),
        Mapped((214, 220, 230, 232, 234, 236, 238), "s", "now"),
        Mapped((214, 220, 230), "a", days_ago=27),
    ),
    clock=(("b1", "2"), ("b2", "1"), ("b8", "2"), ("quiet", "on"), ("stiff", "20 min")),
    pegs=(
        (110, (8, 8, 8)),
        (81, (7, 7, 6)),
        (60, (6, 7, 6)),
        (39, (7, 8, 6)),
        (16, (6, 7, 6)),
        (5, (7, 7, 6)),
    ),
    odis=(
        (110, (3, 2, 3, 3, 4, 3, 3, 2, 3, 3)),
        (81, (3, 2, 3, 2, 3, 3, 3, 2, 2, 3)),
        (60, (2, 2, 2, 2, 3, 2, 2, 2, 2, 3)),
        (39, (2, 2, 2, 2, 2, 2, 2, 2, 2, 3)),
        (16, (2, 1, 2, 2, 2, 2, 1, 1, 2, 2)),
    ),
    template="lumbar_radiculopathy",
    plan_days_ago=103,
    steps=(StepDone(1, 103, 83), StepDone(2, delivered=96), StepDone(3, delivered=41)),
    decisions=(
        Decided(82, "confirmed", "Sitting passed the line three weeks after the injection."),
        Decided(40, "confirmed", "The flare after the long drive settled in three days; sitting held."),
    ),
    log=DailyLog(
        from_days_ago=102,
        moved=(10, 34),
        slept=(5.2, 7.0),
        hard_share=(0.45, 0.15),
        missing_share=0.05,
        flares=((49, 3),),
        wears_device=True,
    ),
    next_visit=(2, 10),
    old_records=(
        OldRecord("notes", "River Practice", 5, came=True),
        OldRecord("report", "River Imaging", 5, came=True, detail="MRI of the low back"),
        OldRecord("operation", "County Hospital", 4),
    ),
)
