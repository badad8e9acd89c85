"""Widespread, sensitised pain: pace one block, open a sleep window, expose, then trim sedatives.

Sequence from the seed cases (S27, S29, S61, S65); a sensitised system rarely changes within days (S36).
"""

from decimal import Decimal

from outcomes.rules.words import Capacity
from plans.rules.template import CheckpointTemplate, Cue, PlanTemplate, StepTemplate
from plans.rules.words import Comparison, JudgedBy, StepKind

_WALKS = (Capacity.WALK, Capacity.OTHER)

_PACED = CheckpointTemplate(
    after_days=42,
    question="After six weeks, can [name] [do], four times a week?",
    capacities=_WALKS,
    way=Decimal("0.4"),
    yes="The system takes load. Open the sleep window next.",
    no="Look for what holds it up before adding anything: sleep apnoea first (STOP-BANG, sleep study), "
    "then mood (PHQ-9, GAD-7) and medicines that sedate.",
    not_delivered="Ask what got in the way: time, fear, money, a flare. Make the block smaller and ask "
    "again.",
    plain_question="After six weeks, can I [do], four times a week?",
    plain_yes="Your system takes it. We work on sleep next.",
    plain_no="We check your sleep and your mood first. Both can turn pain up.",
    yes_step="sleep_window",
)

_SLEPT = CheckpointTemplate(
    after_days=28,
    question="Can [name] [do] a night?",
    capacities=(Capacity.SLEEP,),
    way=Decimal("0.5"),
    yes="Sleep carries. Go on to paced exposure.",
    no="Sleep apnoea, restless legs, nightmares or medicines: find which. Sleep specialist if in doubt.",
    not_delivered="The sleep window was not started: find the night that suits and start there.",
    plain_question="Can I [do] a night?",
    plain_yes="With better sleep we take up what you had left out.",
    plain_no="We look for what wakes you. There are good tests for it.",
    yes_step="exposure",
)

_EXPOSED = CheckpointTemplate(
    after_days=42,
    question="Can [name] [do] without a crash the next day?",
    capacities=_WALKS,
    way=Decimal("0.8"),
    yes="Function is up. Trim what sedates, one medicine at a time.",
    no="Step back to the last dose that held and go half as fast. Psychologist joins if fear leads.",
    not_delivered="Ask which activity was skipped and why; choose a nearer one.",
    plain_question="Can I [do] with no crash the day after?",
    plain_yes="You do more. Now we can lower the medicines that make you drowsy.",
    plain_no="We go back to what worked and climb in smaller steps.",
    yes_step="trim",
)

_TRIMMED = CheckpointTemplate(
    after_days=56,
    question="Is the PEG score at or below [line] with the sedatives trimmed?",
    judged_by=JudgedBy.INSTRUMENT,
    instrument="peg",
    comparison=Comparison.AT_MOST,
    way=Decimal("0.3"),
    yes="The idea held. Self-management with quarterly contact.",
    no="Pause the trimming, not the plan. Review mood, sleep and the pace of the taper.",
    not_delivered="Nothing was trimmed yet: agree on the first medicine and the first date.",
    plain_question="Is my score [line] or lower with fewer drowsy medicines?",
    plain_yes="You carry on by yourself. We stay in reach.",
    plain_no="We pause. Sleep and mood come first again.",
)

WIDESPREAD_SENSITISED = PlanTemplate(
    key="widespread_sensitised",
    version="2026.1",
    title="Widespread, sensitised pain",
    source="Seed cases S27, S36, S61 and S65; graded activity: clinical dossier 11; to be signed off by "
    "the clinic.",
    summary="One block of pacing four times a week, a sleep window, paced exposure, then fewer sedatives.",
    cues=(
        Cue("pain in many places", ("widespread", "all over", "many areas", "many places", "both sides")),
        Cue("a sensitive system", ("sensitised", "sensitized", "nociplastic", "fibromyalgia", "allodynia")),
        Cue("sleep does not refresh", ("unrefreshing", "sleep", "insomnia", "waking")),
        Cue("tired or foggy", ("fatigue", "tired", "fog", "foggy")),
        Cue("scans explain little", ("bland imaging", "imaging normal", "scan normal", "mri normal")),
    ),
    what_is_going_on="Your alarm system is on high. It warns you loudly, even when nothing new is wrong. "
    "It can be turned down. That takes weeks and months, and small steps that you repeat.",
    movement="Walk one block, 4 times a week, on good and on hard days. Add a little only after two easy "
    "weeks.",
    sleep="Get up at the same time each day. Go to bed when you are sleepy. Keep the last hour quiet and "
    "dim.",
    flare=(
        "Do half, but do not stop. Walk half a block. Breathe slow for 5 minutes, 3 times. Keep it warm.",
        "Still half. Plan one nice thing. If you have a rescue medicine from us, day 2 is the day for it.",
        "Add back a little: walk one block. No better by tonight? Call us.",
    ),
    steps=(
        StepTemplate(
            key="pace",
            kind=StepKind.SELF_CARE,
            title="One block, four times a week",
            clinical="Quota below the flare threshold (80% of baseline), by time and not by pain. Pain "
            "education. Screen STOP-BANG, PHQ and GAD at the start.",
            plain="Walk one block, 4 times a week. Same on good days and on hard days. Mark each walk.",
            who="Patient, navigator",
            weeks=6,
            checkpoint=_PACED,
        ),
        StepTemplate(
            key="sleep_window",
            kind=StepKind.THERAPY,
            title="Sleep window",
            clinical="CBT-I: time in bed near total sleep time, floor 5.5 h; widen by 15 to 20 min at "
            "efficiency of 90%. Not in bipolar disorder, seizures or drowsy driving without a specialist.",
            plain="For a few weeks you spend less time awake in bed. It feels odd at first, then sleep "
            "gets deeper.",
            who="Psychologist",
            weeks=4,
            checkpoint=_SLEPT,
        ),
        StepTemplate(
            key="exposure",
            kind=StepKind.THERAPY,
            title="Paced exposure",
            clinical="List avoided activities, start with the least feared, repeat until dull, then the "
            "next.",
            plain="Pick one thing that you gave up. Do a small part of it, 3 times a week, until it feels "
            "dull.",
            who="Physical therapist, psychologist",
            weeks=6,
            checkpoint=_EXPOSED,
        ),
        StepTemplate(
            key="trim",
            kind=StepKind.MEDICINE,
            title="Trim sedatives",
            clinical="One medicine at a time, with the prescriber and the pharmacist. Benzodiazepines "
            "slowly. Pausing is not failing.",
            plain="We lower one drowsy medicine at a time, slowly. You decide the pace with us. Keep "
            "taking it as agreed until then.",
            who="Physician",
            weeks=8,
            checkpoint=_TRIMMED,
        ),
    ),
)
