"""Templates are data: checked when loaded, complete, and in plain words."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.library import TEMPLATES
from plans.rules.template import BadTemplateError, suggested_line
from plans.rules.words import JudgedBy, StepKind

LUMBAR = TEMPLATES["lumbar_radiculopathy"]
FACET = TEMPLATES["facet_blocks"]
WIDESPREAD = TEMPLATES["widespread_sensitised"]


@pytest.mark.parametrize(
    ("template", "steps", "first_days"),
    [
        (LUMBAR, ["calm", "tfesi", "sit_and_glide", "strength_and_walk", "work_days"], 21),
        (FACET, ["rehab", "mbb_1", "mbb_2", "rfa", "core"], 28),
        (WIDESPREAD, ["pace", "sleep_window", "exposure", "trim"], 42),
    ],
)
def test_the_steps_come_in_their_order(template, steps, first_days):
    assert [step.key for step in template.steps] == steps
    assert template.first_checkpoint.after_days == first_days


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_every_procedure_has_its_paired_rehab(template):
    lone = [step.key for step in template.steps if step.kind is StepKind.PROCEDURE and not step.pairs_with]
    assert lone == []


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_every_branch_is_written(template):
    points = [step.checkpoint for step in template.steps if step.checkpoint]
    assert all(point.yes and point.no and point.not_delivered for point in points)


def test_blocks_are_judged_by_the_block():
    blocks = [step for step in FACET.steps if step.is_block]
    assert [step.checkpoint.judged_by for step in blocks] == [JudgedBy.BLOCK, JudgedBy.BLOCK]
    assert [step.checkpoint.yes_step for step in blocks] == ["mbb_2", "rfa"]


def point_of(step, **changes):
    return replace(step, checkpoint=replace(step.checkpoint, **changes))


CALM, *REST = LUMBAR.steps


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ([CALM, CALM], "share a key"),
        ([replace(CALM, pairs_with="nowhere")], "not there"),
        ([replace(CALM, is_block=True)], "not a procedure"),
        ([replace(CALM, checkpoint=None)], "no checkpoint"),
        ([point_of(CALM, after_days=13, yes_step="")], "13 days"),
        ([point_of(CALM, after_days=43, yes_step="")], "43 days"),
        ([point_of(CALM, yes_step="nowhere")], "not there"),
        ([point_of(CALM, yes_step="", capacities=())], "names nothing"),
        ([replace(point_of(CALM, yes_step=""), plain="")], "empty"),
        ([replace(point_of(CALM, yes_step=""), plain="It is worn out.")], "worn out"),
    ],
)
def test_a_bad_template_does_not_load(steps, says):
    with pytest.raises(BadTemplateError, match=says):
        replace(LUMBAR, steps=tuple(steps))


@pytest.mark.parametrize(
    ("baseline", "goal", "way", "line"),
    [
        (20, 60, "0.4", 36),
        (20, 55, "0.5", 38),  # 37.5, towards the goal
        (8, 60, "1", 60),
        (60, 20, "0.5", 40),
        (None, 60, "0.5", None),
        (20, None, "0.5", None),
    ],
)
def test_a_line_is_suggested_part_of_the_way(baseline, goal, way, line):
    as_decimal = [None if value is None else Decimal(value) for value in (baseline, goal)]
    assert suggested_line(baseline=as_decimal[0], goal=as_decimal[1], way=Decimal(way)) == line


def test_thirty_percent_less_of_a_peg_never_asks_for_less():
    line = suggested_line(
        baseline=Decimal("6.6667"), goal=Decimal(0), way=Decimal("0.3"), unit=Decimal("0.1")
    )
    assert line == Decimal("4.6")


@given(st.integers(0, 500), st.integers(0, 500), st.decimals(0, 1, places=2))
def test_the_line_lies_between_baseline_and_goal(baseline, goal, way):
    line = suggested_line(baseline=Decimal(baseline), goal=Decimal(goal), way=way)
    assert min(baseline, goal) <= line <= max(baseline, goal)
