"""Lumbar radiculopathy: calm the nerve, sit and glide, build strength and walking, then work days.

Sequence from the seed cases (S29 to S33); epidural facts from `clinical.md` 5.2; reassess 2 to 3 weeks after
an injection (S30); nerve time is months (S36).
"""

from decimal import Decimal

from outcomes.rules.words import Capacity
from plans.rules.template import CheckpointTemplate, Cue, PlanTemplate, StepTemplate
from plans.rules.words import StepKind

_SITS_OR_WALKS = (Capacity.SIT, Capacity.WALK)

_CALMED = CheckpointTemplate(
    after_days=21,
    question="Can [name] [do] with no flare?",
    capacities=_SITS_OR_WALKS,
    way=Decimal("0.4"),
    yes="The nerve is settling. Go on to sit and glide; keep the walking quota.",
    no="Question the idea before repeating anything: examine hip, sacroiliac joint and facets. Surgical "
    "opinion within 2 weeks if there is a motor deficit; the same day if it is new or growing.",
    not_delivered="Find out what got in the way (approval, transport, time) and fix that first. Nothing "
    "is judged.",
    plain_question="Can I [do] with no flare?",
    plain_yes="The nerve is settling. We build up sitting next.",
    plain_no="We look again for the cause. The hip and the joints of the back can feel just like this.",
    yes_step="sit_and_glide",
)

_SITS_MORE = CheckpointTemplate(
    after_days=42,
    question="Can [name] [do] on most days?",
    capacities=_SITS_OR_WALKS,
    way=Decimal("0.7"),
    yes="Load it: go on to strength and walking.",
    no="Hold the present dose for two weeks and look for what stops it; test hip, sacroiliac joint or facet.",
    not_delivered="Count the therapy visits that took place and book the missing ones before judging.",
    plain_question="Can I [do] on most days?",
    plain_yes="We add strength and longer walks.",
    plain_no="We stay at this level and look for what holds you back.",
    yes_step="strength_and_walk",
)

_STRONG = CheckpointTemplate(
    after_days=42,
    question="Can [name] [do], with no flare in the last two weeks?",
    capacities=_SITS_OR_WALKS,
    yes="The idea held. Move to work days and self-management.",
    no="Review the idea with therapist and lead. Conservative course has run 12 weeks: discuss a surgical "
    "opinion.",
    not_delivered="Fix delivery, then ask again in two weeks.",
    plain_question="Can I [do] and have no flare?",
    plain_yes="You go back to full days, with a plan of your own.",
    plain_no="We sit down together and choose a new path.",
    yes_step="work_days",
)

LUMBAR_RADICULOPATHY = PlanTemplate(
    key="lumbar_radiculopathy",
    version="2026.1",
    title="Lumbar radiculopathy",
    source="Seed cases S29 to S33 and S36; epidural limits: LCD L33906 and L39054; to be signed off by "
    "the clinic.",
    summary="Calm the nerve, sit and glide, build strength and walking, then work days.",
    cues=(
        Cue("leg pain leads", ("leg", "calf", "shin", "sciatica", "buttock to")),
        Cue("below the knee", ("below the knee", "below knee", "calf", "foot", "toe", "shin")),
        Cue("nerve tension sign", ("slr", "straight leg", "slump", "lasegue")),
        Cue("a lumbar root is named", ("l3", "l4", "l5", "s1", "nerve root", "radiculopathy", "radicular")),
        Cue("worse with sitting", ("worse sitting", "sitting", "driving", "sit")),
    ),
    what_is_going_on="A nerve in your low back is sore and easy to set off. It sends pain down your leg. "
    "Nerves heal, and they heal slowly: think months, with better days on the way. Your back is strong, "
    "and moving is safe.",
    movement="Walk 5 minutes, 4 times a day. Add 1 minute to each walk every week. Change position every "
    "20 minutes.",
    sleep="Lie on your side with a pillow between your knees. Get up at the same time each day. Walk 5 "
    "minutes in the hour before bed.",
    flare=(
        "Do half. Walk 3 minutes, 4 times. Use heat for 15 minutes. Lie with your legs up on a chair.",
        "Still half. If you have a rescue medicine from us, day 2 is the day for it. Keep the short walks.",
        "Add back a little: walk 4 minutes, 4 times. No better by tonight? Call us.",
    ),
    steps=(
        StepTemplate(
            key="calm",
            kind=StepKind.EDUCATION,
            title="Calm the nerve",
            clinical="Explain the irritated root and its honest clock. Walking quota at 80% of the mean "
            "of three timed trials. Short NSAID course if kidney, stomach and heart allow. Positions of "
            "ease.",
            plain="Take the short walks in this plan. Rest in the way that eases your leg, then move again.",
            who="Physician",
            weeks=3,
            checkpoint=_CALMED,
        ),
        StepTemplate(
            key="tfesi",
            kind=StepKind.PROCEDURE,
            title="Transforaminal epidural steroid (optional)",
            clinical="Only if sleep or function is blocked. Concordant imaging, pain and function scored "
            "before. First lumbar injection with dexamethasone. At most 4 sessions a region in 12 months. "
            "Diabetes: glucose twice a day for 3 to 7 days.",
            plain="An injection beside the nerve can calm it for some weeks. That is our window to get "
            "you moving. You start therapy in the same week.",
            who="Physician",
            weeks=6,
            pairs_with="sit_and_glide",
        ),
        StepTemplate(
            key="sit_and_glide",
            kind=StepKind.THERAPY,
            title="Sit and glide",
            clinical="Nerve glides and timed sitting: start at 80% of the mean of three trials, up about "
            "10% a week, cap 20%. First session within 7 days of any injection.",
            plain="Set a timer when you sit. Stop while it still feels fine. Do the nerve glides 3 times "
            "a day.",
            who="Physical therapist",
            weeks=6,
            checkpoint=_SITS_MORE,
        ),
        StepTemplate(
            key="strength_and_walk",
            kind=StepKind.THERAPY,
            title="Strengthen and walk",
            clinical="Hip and trunk loading twice a week, walking progressed by time and not by pain.",
            plain="Train your hips and back 2 days a week. Make your daily walk 1 minute longer each week.",
            who="Physical therapist",
            weeks=6,
            checkpoint=_STRONG,
        ),
        StepTemplate(
            key="work_days",
            kind=StepKind.SELF_CARE,
            title="Work days, then on your own",
            clinical="Graded return: break every 30 minutes, full shift by week 4. Relapse plan and "
            "quarterly contact.",
            plain="Go back to full days bit by bit. Take a 2 minute break every 30 minutes. Keep your walks.",
            who="Patient, navigator",
            weeks=8,
        ),
    ),
)
