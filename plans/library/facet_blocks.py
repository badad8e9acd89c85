"""Facet pain with blocks: rehab that respects extension, two medial branch blocks, ablation, then core work.

Thresholds are the clinic's policies (S44: more than 50%; payers 80%), two blocks at least 14 days apart,
and ablation holds 6 to 18 months (`clinical.md` 5.1).
"""

from decimal import Decimal

from outcomes.rules.words import Capacity
from plans.rules.template import CheckpointTemplate, Cue, PlanTemplate, StepTemplate
from plans.rules.words import Comparison, JudgedBy, StepKind

_STANDS_OR_WALKS = (Capacity.STAND, Capacity.WALK)
_LOOK_ELSEWHERE = (
    "The facets are not the source at these levels. Look at disc, sacroiliac joint and hip; no ablation."
)
_PLAIN_ELSEWHERE = "Good to know: the pain comes from somewhere else. We test the next idea."

_REHAB = CheckpointTemplate(
    after_days=28,
    question="Can [name] [do] after four weeks of rehab?",
    capacities=_STANDS_OR_WALKS,
    way=Decimal("0.5"),
    yes="Rehab alone is working: go on, no block needed now.",
    no="Rehab is not enough by itself. Test the idea: first medial branch block.",
    not_delivered="Find what got in the way of the sessions; ask again once 4 of them took place.",
    plain_question="Can I [do] after four weeks?",
    plain_yes="Your training works. We go on with it.",
    plain_no="We test the small joints of your back with a numbing injection.",
    yes_step="core",
    no_step="mbb_1",
)


def _after_block(*, yes: str, yes_step: str, plain_yes: str) -> CheckpointTemplate:
    return CheckpointTemplate(
        after_days=7,
        question="Did the block ease the main pain by [line] for at least an hour?",
        judged_by=JudgedBy.BLOCK,
        comparison=Comparison.MORE_THAN,
        yes=yes,
        no=_LOOK_ELSEWHERE,
        not_delivered="The block did not take place: rebook it. Nothing is judged.",
        plain_question="Did the numbing injection ease my main pain by [line]?",
        plain_yes=plain_yes,
        plain_no=_PLAIN_ELSEWHERE,
        yes_step=yes_step,
    )


_ABLATED = CheckpointTemplate(
    after_days=42,
    question="Can [name] [do] six weeks after ablation?",
    capacities=_STANDS_OR_WALKS,
    way=Decimal("0.8"),
    yes="The window is open: core work now, for as long as it lasts (6 to 18 months).",
    no="Onset takes 2 to 4 weeks and neuritis is common early. Still no change: review levels, then the "
    "idea.",
    not_delivered="The ablation did not take place: settle the approval or the date.",
    plain_question="Can I [do] six weeks after the treatment?",
    plain_yes="The easy months start. We use them to build strength.",
    plain_no="We look again at the place and at the idea.",
    yes_step="core",
)

_CORE = CheckpointTemplate(
    after_days=84,
    question="Can [name] [do] after twelve weeks of core work?",
    capacities=_STANDS_OR_WALKS,
    yes="The idea held. Hand over to self-management with a relapse plan.",
    no="Strength was not the missing piece. Review with the therapist: load, hip, sleep.",
    not_delivered="Count the sessions; book the missing ones and ask again.",
    plain_question="Can I [do] after twelve weeks?",
    plain_yes="You carry on by yourself. We stay in reach.",
    plain_no="We sit down together and look at load, hips and sleep.",
)

FACET_BLOCKS = PlanTemplate(
    key="facet_blocks",
    version="2026.1",
    title="Facet pain with blocks",
    source="Seed S44 (more than 50%); Cohen 2020, RAPM 45:424 (50%); Medicare LCD L33930 family (80%, "
    "two blocks 14 days apart); to be signed off by the clinic.",
    summary="Rehab first, two test blocks, ablation if both are positive, core work in the window.",
    cues=(
        Cue("back pain leads, not leg", ("axial", "low back", "lower back", "across the back", "neck")),
        Cue("worse leaning back or standing", ("extension", "leaning back", "standing", "arching", "stand")),
        Cue(
            "better bending forward or sitting",
            ("better sitting", "bending forward", "flexion", "leaning on"),
        ),
        Cue("facet loading or tenderness", ("facet", "kemp", "paraspinal", "zygapophys", "medial branch")),
        Cue("no root sign", ("no radiation", "slr negative", "no leg pain", "not below the knee")),
    ),
    what_is_going_on="Small joints at the back of your spine seem to be sore. They hurt when you lean "
    "back or stand long, and ease when you sit. They are safe to move. We test this idea step by step.",
    movement="Walk 10 minutes, 3 times a day. Sit down for 2 minutes when your back tightens, then go on. "
    "Add 2 minutes a week.",
    sleep="Sleep on your side with your knees bent, or on your back with a pillow under your knees. Keep "
    "one time for getting up.",
    flare=(
        "Do half. Sit or curl up for 5 minutes each hour. Use heat for 15 minutes. Walk 5 minutes, 3 times.",
        "Still half. If you have a rescue medicine from us, day 2 is the day for it. Curl up, then walk.",
        "Add back a little: walk 8 minutes, 3 times. No better by tonight? Call us.",
    ),
    steps=(
        StepTemplate(
            key="rehab",
            kind=StepKind.THERAPY,
            title="Extension-sensitive rehab",
            clinical="Flexion-biased mobility, hip extension, timed standing at 80% of the mean of three "
            "trials. No loaded extension yet. Score the index pain on one scale, no ranges.",
            plain="Do your 6 moves each day. Stand with a timer. Sit down before it hurts more, then "
            "stand again.",
            who="Physical therapist",
            weeks=4,
            checkpoint=_REHAB,
        ),
        StepTemplate(
            key="mbb_1",
            kind=StepKind.PROCEDURE,
            title="Medial branch block 1",
            clinical="At most two levels, fluoroscopy, index pain at least 4 of 10 before. Diary: 0, 30 "
            "min, 1, 2, 3, 4, 6, 8, 12, 24 h with the provoking movement.",
            plain="A numbing injection tests the small joints. For one day, write down how much it helps. "
            "Do the thing that hurts most and see.",
            who="Physician",
            weeks=1,
            pairs_with="rehab",
            is_block=True,
            checkpoint=_after_block(
                yes="Positive. Repeat once to be sure, at least 14 days later.",
                yes_step="mbb_2",
                plain_yes="It looks like the right spot. We test once more to be sure.",
            ),
        ),
        StepTemplate(
            key="mbb_2",
            kind=StepKind.PROCEDURE,
            title="Medial branch block 2",
            clinical="At least 14 days after the first; same levels, same side, same scale, same index pain.",
            plain="The same test again, two weeks later or more. Write down how much it helps, hour by hour.",
            who="Physician",
            weeks=1,
            pairs_with="rehab",
            is_block=True,
            checkpoint=_after_block(
                yes="Two positive blocks. Radiofrequency ablation at the same levels; send the papers to "
                "the payer.",
                yes_step="rfa",
                plain_yes="We know the spot now. A longer treatment of it comes next.",
            ),
        ),
        StepTemplate(
            key="rfa",
            kind=StepKind.PROCEDURE,
            title="Radiofrequency ablation",
            clinical="Same levels and side. Relief starts at 2 to 4 weeks; neuritis in the first weeks is "
            "common. At most 2 sessions a region in 12 months.",
            plain="Heat quiets the small nerves of the joint. It can feel sore for 2 weeks and starts to "
            "help after 2 to 4 weeks. You start core training in the same week.",
            who="Physician",
            weeks=6,
            pairs_with="core",
            checkpoint=_ABLATED,
        ),
        StepTemplate(
            key="core",
            kind=StepKind.THERAPY,
            title="Core work in the window",
            clinical="The window is 6 to 18 months. Trunk and hip loading twice a week, extension brought "
            "back last.",
            plain="Train your trunk and hips 2 days a week. Each month try one more thing that you had "
            "left out.",
            who="Physical therapist",
            weeks=12,
            checkpoint=_CORE,
        ),
    ),
)
