"""What a checkpoint is decided on, gathered by itself: nobody types it again."""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Q

from core.words import full_day, plain
from outcomes import performance
from outcomes.models import Ask, Day, Reading, Score
from outcomes.rules.change import ChangeVerdict, Point, instrument_change
from outcomes.rules.instrument import Instrument
from outcomes.rules.order import place
from outcomes.rules.performance import change_between
from outcomes.rules.shift import taken_alike
from outcomes.rules.words import AskState, DayMark, Direction
from outcomes.selectors import Catalogue, function_and_pain, noise_by
from people.selectors import policies

from ..models import BlockResponse, Checkpoint, Plan, Step
from ..rules import blocks
from ..rules.checkpoint import (
    Delivery,
    Finding,
    FindingCode,
    Line,
    Value,
    delivery_of,
    finding,
)
from ..rules.evidence import DayCounts, Evidence, EvidenceLine
from ..rules.words import Comparison, JudgedBy, NotDeliveredReason, StepKind, StepStatus
from .evidence_lines import (
    Limits,
    change_line,
    function_lines,
    pattern_lines,
    value_after,
    value_before,
)


def checkpoint_facts(checkpoint: Checkpoint, *, on: date) -> Evidence:
    """The question, what its number says, and every fact beside it, as known on a day."""
    limits = policies(checkpoint.plan.patient.clinic, on=on)
    since = counted_from(checkpoint)
    catalogue = Catalogue(checkpoint.clinic_id)
    measured = _measured(checkpoint, catalogue, since, on, limits)
    told = function_and_pain(checkpoint.plan.patient, on=on)
    return Evidence(
        on=on,
        question=checkpoint.question,
        finding=_finding(checkpoint, catalogue, measured, since, limits),
        lines=(
            *pattern_lines(told, limits),
            *function_lines(checkpoint, measured, told, since, limits),
            *_score_lines(checkpoint, catalogue, since, on),
            _day_line(checkpoint, since, on),
            _delivery_line(checkpoint.plan),
            *_block_lines(checkpoint, limits),
        ),
    )


def counted_from(checkpoint: Checkpoint) -> date:
    """The day after which numbers answer it: its step's start, or the signature when nothing started it."""
    plan = checkpoint.plan
    signed_on = plan.patient.clinic.today(plan.signed_at)
    started_on = checkpoint.step.started_on
    return max(started_on, signed_on) if started_on and not _is_first(checkpoint) else signed_on


def _is_first(checkpoint: Checkpoint) -> bool:
    """The plan's first question counts from the signature, and so does every later look at it."""
    first = min(checkpoint.plan.checkpoints.all(), key=lambda one: (one.step.position, one.pk))
    return checkpoint.step_id == first.step_id


def _measured(
    checkpoint: Checkpoint, catalogue: Catalogue, since: date, on: date, limits: Limits
) -> ChangeVerdict:
    """The number that answers, against the one it started from."""
    if checkpoint.judged_by == JudgedBy.INSTRUMENT:
        return _score_change(checkpoint, catalogue.get(checkpoint.instrument), since, on)
    rows = Reading.objects.filter(measure=checkpoint.measure_id, erred_at=None, true_on__lte=on)
    rows = rows.order_by("true_on", "recorded_at")
    readings = taken_alike([Point(row.true_on, row.value, row.protocol) for row in rows])
    measure = checkpoint.measure
    return change_between(
        value_before(readings, since),
        value_after(readings, since),
        direction=Direction(measure.direction) if measure else Direction.HIGHER_IS_BETTER,
        unit=measure.unit if measure else "",
        noise=noise_by(limits["function_noise_percent"]),
        test=performance.of_measure(measure.test, measure.test_version) if measure else None,
    )


def _score_change(checkpoint: Checkpoint, instrument: Instrument, since: date, on: date) -> ChangeVerdict:
    rows = Score.objects.standing().filter(
        patient=checkpoint.patient_id,
        instrument=instrument.key,
        erred_at=None,
        value__isnull=False,
        true_on__lte=on,
    )
    points = [Point(row.true_on, row.value, row.version) for row in rows.order_by("true_on", "computed_at")]
    return instrument_change(instrument, value_before(points, since), value_after(points, since))


def _finding(
    checkpoint: Checkpoint, catalogue: Catalogue, measured: ChangeVerdict, since: date, limits: Limits
) -> Finding:
    if checkpoint.judged_by == JudgedBy.BLOCK:
        return _block_finding(checkpoint, limits)
    latest = Value(measured.latest.value, measured.latest.on) if measured.latest else None
    return finding(_line(checkpoint, catalogue), latest, since=since, delivery=_delivery(checkpoint.step))


def _line(checkpoint: Checkpoint, catalogue: Catalogue) -> Line:
    if checkpoint.judged_by == JudgedBy.INSTRUMENT:
        instrument = catalogue.get(checkpoint.instrument)
        label, unit = instrument.title, instrument.unit
    else:
        label, unit = checkpoint.measure.label, checkpoint.measure.unit
    return Line(label, checkpoint.line, unit, Comparison(checkpoint.comparison))


def _delivery(step: Step) -> Delivery:
    why = NotDeliveredReason(step.not_delivered_reason).label if step.not_delivered_reason else ""
    return delivery_of(step.title, StepKind(step.kind), StepStatus(step.status), why)


def _block_finding(checkpoint: Checkpoint, limits: Limits) -> Finding:
    blocked = _delivery(checkpoint.step).blocked
    if blocked:
        return Finding(FindingCode.CANNOT_TELL, f"{blocked}, so there is no answer yet.")
    response = _counting(checkpoint.step)[-1:]
    if not response:
        return Finding(FindingCode.CANNOT_TELL, "What the block did is not recorded yet.")
    verdict = blocks.block_verdict(_relief(response[0]), _thresholds(limits, percent=checkpoint.line))
    code = FindingCode.MET if verdict.is_positive else FindingCode.NOT_MET
    return Finding(code, f"{full_day(response[0].true_on)}: {verdict.sentence}")


def _counting(step: Step) -> list[BlockResponse]:
    return [row for row in step.block_responses.all() if not row.is_entered_in_error]


def _relief(response: BlockResponse) -> blocks.Relief:
    return blocks.Relief(Decimal(response.percent_relief), response.hours, response.true_on)


def _thresholds(limits: Limits, *, percent: Decimal | None = None) -> blocks.BlockThresholds:
    positive = limits["block_positive_percent"].value if percent is None else percent
    return blocks.BlockThresholds(
        positive, limits["block_payer_percent"].value, limits["block_min_hours"].value
    )


def block_sentence(response: BlockResponse, limits: Limits) -> str:
    """What one response means, with both thresholds."""
    return blocks.block_verdict(_relief(response), _thresholds(limits)).sentence


def block_thresholds_words(limits: Limits) -> str:
    """The clinic's thresholds with their sources: a reader must be able to check them."""
    positive, payer, hours = (
        limits[f"block_{name}"] for name in ("positive_percent", "payer_percent", "min_hours")
    )
    return (
        f"More than {plain(positive.value)}% counts as positive ({positive.source}); "
        f"payers want {plain(payer.value)}% ({payer.source}); "
        f"for at least {plain(hours.value)} h ({hours.source})"
    )


def _score_lines(checkpoint: Checkpoint, catalogue: Catalogue, since: date, on: date) -> list[EvidenceLine]:
    """PEG, and the checkpoint's own instrument, function before pain. Asked and not answered is said."""
    keys = sorted({"peg", checkpoint.instrument}, key=place)
    asks = Ask.objects.filter(source_kind="plans.checkpoint", source_id=str(checkpoint.pk))
    waiting = set(
        asks.filter(state__in=[AskState.SCHEDULED, AskState.OPEN]).values_list("instrument", flat=True)
    )
    lines = []
    for key in keys:
        instrument = catalogue.get(key)
        note = "Asked, not answered yet" if key in waiting else ""
        change = _score_change(checkpoint, instrument, since, on)
        lines.append(change_line(instrument.title, change, instrument.unit, "" if change.latest else note))
    return lines + _stand_in_lines(checkpoint, catalogue, since, on)


def _stand_in_lines(
    checkpoint: Checkpoint, catalogue: Catalogue, since: date, on: date
) -> list[EvidenceLine]:
    """What a link served in place of the own instrument while nobody watched, if it was filled in."""
    stand_in = catalogue.get(checkpoint.instrument).unwatched
    change = _score_change(checkpoint, stand_in, since, on) if stand_in else None
    if stand_in is None or change is None or change.latest is None:
        return []
    return [change_line(stand_in.title, change, stand_in.unit, "Asked while the clinic was closed")]


def _day_line(checkpoint: Checkpoint, since: date, on: date) -> EvidenceLine:
    """The days after the count began, up to yesterday; a day without a mark is a day without a word."""
    last = on - timedelta(days=1)
    marks = Day.objects.filter(patient=checkpoint.patient_id, day__gt=since, day__lte=last).aggregate(
        **{mark.name.lower(): Count("day", filter=Q(mark=mark.value)) for mark in DayMark}
    )
    total = max((last - since).days, 0)
    counts = DayCounts(**marks, none=total - sum(marks.values()))
    return EvidenceLine("Days", counts.sentence, note=f"since {full_day(since)}")


def _delivery_line(plan: Plan) -> EvidenceLine:
    """Of the steps that had their turn, how many took place; what did not says why."""
    begun = [step for step in plan.steps.all() if step.status != StepStatus.PLANNED]
    done = [step for step in begun if step.status in (StepStatus.DELIVERED, StepStatus.STARTED)]
    missed = [
        f"{step.title} not delivered: {step.get_not_delivered_reason_display()}"
        for step in begun
        if step.status == StepStatus.NOT_DELIVERED
    ]
    words = f"{len(done)} of {len(begun)} steps took place or are under way" if begun else "No step has begun"
    return EvidenceLine("Delivered", words, note="; ".join(missed))


def _block_lines(checkpoint: Checkpoint, limits: Limits) -> list[EvidenceLine]:
    """What the plan's other blocks did (its own is the finding), and how many count towards ablation."""
    responses = [(step, row) for step in checkpoint.plan.steps.all() for row in _counting(step)]
    lines = [EvidenceLine("Thresholds", block_thresholds_words(limits))] if checkpoint.step.is_block else []
    lines += [
        EvidenceLine(step.title, block_sentence(row, limits), note=full_day(row.true_on))
        for step, row in responses
        if step.pk != checkpoint.step_id
    ]
    if len(responses) > 1:
        positive = blocks.positive_blocks_for_ablation(
            [_relief(row) for _, row in responses], _thresholds(limits)
        )
        apart = blocks.MIN_DAYS_BETWEEN_BLOCKS
        words = f"{positive} positive of {len(responses)}, counted {apart} days or more apart"
        lines.append(EvidenceLine("Blocks", words))
    return lines
