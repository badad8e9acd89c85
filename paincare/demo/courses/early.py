"""Five people at the door: a fresh packet, a half-done intake, no e-mail, a danger sign, and one who died."""

from datetime import date
from decimal import Decimal

from ..story import Coded, Course, Idea, PacketFacts, Person, Track, Wish

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
