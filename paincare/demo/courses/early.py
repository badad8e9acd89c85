"""Five people at the door: a fresh packet, a half-done intake, no e-mail, a danger sign, and one who died."""

from datetime import date
from decimal import Decimal

from ..story import Before, Coded, Course, Idea, OldRecord, PacketFacts, Person, Track, Tried, Wish

TOM = Course(
    person=Person(
        mrn="004-140",
        given="Thomas",
        family="Becker",
        goes_by="Tom",
        pronouns="he",
        born=date(1988, 8, 8),
        sex="male",
        email="tom.becker@home.example",
        phone="555-0140",
    ),
    packet=PacketFacts(
        conditions=(Coded("Cervical radiculopathy", "54404000", 200), Coded("Asthma", "195967001", 7000)),
        medicines=(Coded("Albuterol inhaler", "745679", 3000, "2 puffs when needed"),),
        imaging=(Coded("MRI cervical spine", "MR", 60),),
    ),
    next_visit=(0, 11),
    before=Before(
        wants=("Paint a ceiling", "Carry my girl on my shoulders", "Sleep on my right side"),
        good_day="I paint until lunch, then fetch my girl from school.",
        good_day_frequency="one day a week",
        most_urgent="My right hand goes to sleep on the ladder. I am scared to fall.",
        since="since September",
        regions=(203, 207, 221),
        tried=(
            Tried("Ibuprofen", "all autumn", "a few hours", "wore_off"),
            Tried("PT at the mall", "October", "not at all", "times"),
        ),
        taking=(("sometimes", "it makes my heart race"),),
        week=(
            ("week_work", "house painter, 50 hours"),
            ("week_care", "my girl, 4, every other week"),
            ("week_travel", "my van"),
            ("week_sleep", "5 hours"),
        ),
    ),
    old_records=(
        OldRecord("notes", "River Practice", 6, came=True),
        OldRecord("images", "River Imaging", 5, detail="MRI of the neck"),
        OldRecord("medicines", "Corner Pharmacy", 3),
    ),
)

MEI = Course(
    person=Person(
        mrn="004-138",
        given="Mei",
        family="Chen",
        pronouns="she",
        born=date(1996, 10, 3),
        sex="female",
        work="Violinist",
        email="mei.chen@home.example",
        phone="555-0138",
        zone="America/Los_Angeles",
    ),
    packet=PacketFacts(
        conditions=(Coded("Complex regional pain syndrome", "128200000", 90),),
        procedures=(Coded("Fixation of wrist fracture", "448440005", 150),),
    ),
    intake_days_ago=1,
    intake_signed=False,
    good_day="I play a whole movement.",
    good_day_frequency="not since the break",
    tried_before="Splint for six weeks.",
    typed=(
        "worse bowing 10 min, next morning",
        "better warm water",
        "tried splint x 6 wks, no help",
        "mother stays with her until the new year",
    ),
    most_urgent="My left hand. The audition is in spring.",
    goals=(Wish("Play scales", Decimal(20), "minutes", "", "every day", "", Decimal(3)),),
    tracks=(Track("sleep", "Sleeps", "hours", ((1, Decimal(5)),)),),
    pegs=((1, (7, 9, 8)),),
)

JORGE = Course(
    person=Person(
        mrn="004-135",
        given="Jorge",
        family="Ruiz",
        pronouns="he",
        born=date(1949, 7, 17),
        sex="male",
        work="Retired welder",
        phone="555-0135",
    ),
    packet=PacketFacts(
        conditions=(Coded("Spinal stenosis of lumbar region", "18347007", 800),),
        medicines=(Coded("Apixaban 5 MG Oral Tablet", "1364447", 700, "1 tablet twice a day"),),
    ),
)

PRIYA = Course(
    person=Person(
        mrn="004-137",
        given="Priya",
        family="Nair",
        pronouns="she",
        born=date(1992, 5, 28),
        sex="female",
        work="Chef",
        email="priya.nair@home.example",
        phone="555-0137",
    ),
    packet=PacketFacts(conditions=(Coded("Low back pain", "279039007", 45),)),
    intake_days_ago=0,
    intake_signed=False,
    good_day="A dinner service on my feet.",
    good_day_frequency="before September",
    tried_before="Nothing yet.",
    most_urgent="My right foot slaps the floor since yesterday.",
    red_flag_yes=("weakness",),
    goals=(
        Wish(
            "Work a dinner service", Decimal(240), "minutes", "stand", "four nights a week", "", Decimal(30)
        ),
    ),
    tracks=(Track("stand", "Stands", "minutes", ((0, Decimal(30)),)),),
    idea=Idea(
        statement="Right L5 nerve root is compressed",
        evidence_for="New weakness lifting the foot.",
        evidence_against="",
        planned_test="MRI today.",
        problem="Low back to right foot",
        side="right",
        since="since September",
        worse_with="standing",
        better_with="lying on the side",
    ),
)

HAROLD = Course(
    person=Person(
        mrn="003-512",
        given="Harold",
        family="Stone",
        pronouns="he",
        born=date(1938, 3, 3),
        sex="male",
        phone="555-0112",
        died_days_ago=30,
    ),
    packet=PacketFacts(conditions=(Coded("Osteoarthritis of knee", "239873007", 6000),)),
)

EARLY = (TOM, MEI, JORGE, PRIYA, HAROLD)
