"""The clinic's numbers as shipped: each with unit, source and date. `Policy` rows change them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class PolicyValue:
    """One number that a rule uses, with what a reader needs to trust it."""

    key: str
    label: str
    value: Decimal
    unit: str
    source: str
    effective_from: date
    version: int = 0


_SHIPPED = date(2026, 11, 1)
#: What a number can be by its unit. Sweeps serve every clinic at once: a 24 o'clock in one of them, or an
#: interval of 0 minutes, would stop all.
_RANGES: dict[str, tuple[int, int]] = {
    "days": (0, 366),
    "hours": (0, 168),
    "minutes": (1, 1440),
    "seconds": (1, 600),
    "o'clock": (0, 23),
    "percent": (0, 100),
    "times the usual gap": (1, 100),
    "attempts": (1, 100),
    "steps": (1, 100_000),
    "reasons": (1, 6),
}
#: Units that are counted, not measured.
_WHOLE = {"days", "minutes", "seconds", "o'clock", "attempts", "steps", "reasons"}
#: Numbers of days of which none is not enough.
_AT_LEAST_ONE = {
    "checkin_days",
    "checkpoint_cannot_tell_max_days",
    "reminder_use_by_days",
    "look_back_days",
    "look_back_reference_days",
    "look_back_hard_days",
}


def why_unfit(number: PolicyValue, value: Decimal) -> str:
    """One sentence when this value cannot be used for the number; empty when it can."""
    least, most = _RANGES[number.unit]
    if number.key in _AT_LEAST_ONE:
        least = max(least, 1)
    if not least <= value <= most:
        return f"Give {least} to {most} {number.unit}."
    return "Give a whole number." if number.unit in _WHOLE and value != int(value) else ""


def _default(key: str, label: str, value: str, unit: str, source: str) -> tuple[str, PolicyValue]:
    return key, PolicyValue(key, label, Decimal(value), unit, source, _SHIPPED)


DEFAULTS: dict[str, PolicyValue] = dict(
    [
        _default(
            "checkpoint_first_min_days",
            "First checkpoint, earliest",
            "14",
            "days",
            "Reassess 2 to 6 weeks after the first visit",
        ),
        _default(
            "checkpoint_first_max_days",
            "First checkpoint, latest",
            "42",
            "days",
            "Reassess 2 to 6 weeks after the first visit",
        ),
        _default(
            "checkpoint_opens_days_before",
            "A checkpoint opens before its date",
            "3",
            "days",
            "Clinic convention: the window opens before the date",
        ),
        _default(
            "checkpoint_late_days_after",
            "A checkpoint is late after its date",
            "7",
            "days",
            "Clinic convention: late a week after the date",
        ),
        _default(
            "checkpoint_cannot_tell_max_days",
            "“Cannot tell yet” puts off by at most",
            "14",
            "days",
            "A new date of at most 14 days",
        ),
        _default("checkin_days", "Length of a check-in block", "42", "days", "Three anchors for six weeks"),
        _default(
            "checkin_weekly_days",
            "After a block, once a week for",
            "84",
            "days",
            "Early check-ins, then quarterly when stable (S76): 6 weeks daily and 12 weekly are 18 weeks",
        ),
        _default(
            "checkin_backfill_hours",
            "A day may be filled in afterwards for",
            "48",
            "hours",
            "Yesterday may be filled for 48 hours",
        ),
        _default(
            "silence_gap_factor",
            "Silent after",
            "2",
            "times the usual gap",
            "Quiet twice the person's own usual gap",
        ),
        _default("silence_min_days", "Silent after at least", "3", "days", "Quiet for at least 3 days"),
        _default(
            "ask_open_days",
            "A question's link stays open for",
            "14",
            "days",
            "The same link resumes for 14 days",
        ),
        _default(
            "burden_minutes_month",
            "Questions are asked for at most about",
            "10",
            "minutes",
            "Patient burden of at most about 10 minutes a month",
        ),
        _default(
            "question_seconds",
            "One question takes about",
            "15",
            "seconds",
            "Clinic convention: four questions a minute",
        ),
        _default(
            "quiet_from_hour",
            "No messages from",
            "21",
            "o'clock",
            "No message from 21:00 in the patient's zone (security I8)",
        ),
        _default(
            "quiet_until_hour",
            "No messages until",
            "8",
            "o'clock",
            "No message until 08:00 in the patient's zone (security I8)",
        ),
        _default("reminder_lead_days", "A question is sent before its date", "7", "days", "Link at day -7"),
        _default(
            "reminder_use_by_days",
            "A reminder is sent at most this late",
            "14",
            "days",
            "A reminder is not sent after its question closed (D8)",
        ),
        _default(
            "previsit_first_days",
            "The story before a first visit is asked for, before it",
            "7",
            "days",
            "Clinic convention: a week before, as questions are (S15 to S17)",
        ),
        _default(
            "previsit_again_days",
            "Asked once more, if it is not here",
            "2",
            "days",
            "Clinic convention: two days before the visit",
        ),
        _default(
            "records_overdue_days",
            "Old records are overdue after",
            "14",
            "days",
            "Clinic convention: two weeks after they were asked for (S17)",
        ),
        _default(
            "self_harm_acknowledge_minutes",
            "A self-harm answer is acknowledged within",
            "30",
            "minutes",
            "Acknowledge within 30 minutes",
        ),
        _default(
            "self_harm_escalate_minutes",
            "Then it is passed on every",
            "15",
            "minutes",
            "Then on-call every 15 minutes",
        ),
        _default(
            "nonresponse_count",
            "Non-responses that question a repeat",
            "2",
            "attempts",
            "Two of the same that did nothing",
        ),
        _default(
            "block_positive_percent",
            "A block is positive above",
            "50",
            "percent",
            "More than 50 percent temporary relief",
        ),
        _default(
            "block_payer_percent",
            "Payers ask a block for at least",
            "80",
            "percent",
            "Payers ask for at least 80 percent (Medicare LCD L33930)",
        ),
        _default(
            "block_min_hours",
            "A block must last at least",
            "1",
            "hours",
            "Lidocaine lasts at least 1 hour",
        ),
        _default(
            "function_noise_percent",
            "Noise of a sitting or standing time",
            "20",
            "percent",
            "Sitting and standing: 20 percent is noise",
        ),
        _default(
            "tolerance_quota_percent",
            "Graded activity starts at, of the timed mean",
            "80",
            "percent",
            "0.8 of the mean of two or three timed tries (quota method, Fordyce and Lindström tradition)",
        ),
        _default(
            "steps_shift",
            "A shift in steps is likely real from",
            "1000",
            "steps",
            "1000 a day as likely real, a heuristic",
        ),
        _default(
            "flare_call_hours",
            "Somebody in a flare is called within",
            "4",
            "hours",
            "Clinic convention: called the same day, before it is an emergency visit (S73, S75)",
        ),
        _default(
            "headache_days_strong",
            "Headache medicine, too many days a month: triptan, ergotamine, opioid, combination",
            "10",
            "days",
            "ICHD-3 (2018) 8.2: on 10 or more days a month for more than 3 months; expert opinion",
        ),
        _default(
            "headache_days_simple",
            "Headache medicine, too many days a month: simple painkiller",
            "15",
            "days",
            "ICHD-3 (2018) 8.2: on 15 or more days a month for more than 3 months; expert opinion",
        ),
        _default(
            "same_time_days",
            "Function and pain are of one time within",
            "42",
            "days",
            "Clinic convention: six weeks from the ends of their period",
        ),
        _default(
            "small_step_minutes",
            "A new best is better by at least",
            "5",
            "minutes",
            "Clinic convention: an extra 5 minutes, twice running; a tenth of other units",
        ),
        _default(
            "good_night_minutes",
            "A good night has at least",
            "420",
            "minutes",
            "7 hours or more (AASM and SRS consensus, Watson 2015, Sleep)",
        ),
        _default(
            "poor_night_minutes",
            "A poor night has less than",
            "360",
            "minutes",
            "Clinic convention: less than 6 hours",
        ),
        _default(
            "compared_week_days",
            "Weeks are compared with at least",
            "5",
            "days",
            "Clinic convention: 5 of 7 days with a word, in both weeks",
        ),
        _default(
            "look_back_days",
            "A look-back reads before and after an event",
            "14",
            "days",
            "Did movement dip two weeks before (S72)",
        ),
        _default(
            "look_back_reference_days",
            "It holds them against the days before those",
            "28",
            "days",
            "Days -14 to -1 against the 28 before (S72)",
        ),
        _default(
            "look_back_least_percent",
            "Of each, days with a value",
            "50",
            "percent",
            "Half of the days; the intervals were tested with up to 40 percent missing (docs/look-back.md)",
        ),
        _default(
            "look_back_hard_days",
            "A hard week has at least",
            "4",
            "days",
            "More than half of seven days marked hard, a house choice",
        ),
        _default(
            "pattern_reasons",
            "A widespread pattern is suggested from",
            "3",
            "reasons",
            "Our own rule (S27): three of six independent reasons; no published score",
        ),
        _default(
            "imaging_repeat_days",
            "The same study again asks for a reason within",
            "180",
            "days",
            "Clinic convention (S23): half a year, unless there is a new danger sign",
        ),
    ]
)
