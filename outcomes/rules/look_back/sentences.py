"""What a look-back says: sizes with their days, never a word of cause."""

from .facts import Counted, Event, Finding, Numbers
from .words import ANCHORS, Anchor, AnchorWords, Side, Why

_MINUS = "−"


def sentence(finding: Finding, event: Event, numbers: Numbers) -> str:
    """“Sleep was 0.9 h less a night in the 14 days after duloxetine started (...). Worth asking.”"""
    if finding.size is None or finding.low is None or finding.high is None:
        return _cannot_tell(finding, event, numbers)
    words = ANCHORS[finding.anchor]
    interval = f"95 % interval {figure(finding.low, words)} to {figure(finding.high, words)}"
    seen = f"{_against(finding, words)}; {_days(finding)}; {interval}"
    told = f"{_size(finding, finding.size, words)} in {span(finding.side, event, numbers)}"
    return f"{told} ({seen}). {_close(finding)}"


def brief(finding: Finding, numbers: Numbers) -> str:
    """The same beside a drawing: “0.9 h less (−1.4 to −0.4)”."""
    words = ANCHORS[finding.anchor]
    if finding.size is None or finding.low is None or finding.high is None:
        return _why(finding, numbers)
    way = words.more if finding.size > 0 else words.less
    interval = f"{figure(finding.low, words)} to {figure(finding.high, words)}"
    return f"{_with_unit(figure(abs(finding.size), words), words)} {way} ({interval})"


def span(side: Side, event: Event, numbers: Numbers) -> str:
    return f"the {numbers.days} days {side} {event.words}"


def figure(value: float, words: AnchorWords) -> str:
    """Rounded as the anchor is read, thousands apart, with a real minus sign; never “−0”."""
    text = f"{value:,.{words.decimals}f}"
    return text.lstrip("-") if not float(text.replace(",", "")) else text.replace("-", _MINUS)


def _size(finding: Finding, size: float, words: AnchorWords) -> str:
    amount = figure(abs(size), words)
    way = words.more if size > 0 else words.less
    if finding.anchor == Anchor.MARK:
        return f"Days were marked {amount} points {way}"
    if finding.anchor == Anchor.GOAL:
        return f"The day's goal was reached {amount} percentage points {way}"
    return f"{words.title} {_was(finding.anchor)} {_with_unit(amount, words)} {way} {words.per}"


def _with_unit(amount: str, words: AnchorWords) -> str:
    """“1 minute”, “12 minutes”, “0.9 h”; steps need no word beside their name."""
    if words.unit == "steps":
        return amount
    return f"{amount} {words.unit.removesuffix('s') if amount == '1' else words.unit}"


def _was(anchor: Anchor) -> str:
    return "were" if anchor == Anchor.STEPS else "was"


def _against(finding: Finding, words: AnchorWords) -> str:
    return f"{_mean(finding.window, words)} against {_mean(finding.reference, words)}"


def _mean(counted: Counted, words: AnchorWords) -> str:
    return "nothing" if counted.mean is None else figure(counted.mean, words)


def _days(finding: Finding) -> str:
    window, reference = finding.window, finding.reference
    return f"{window.known} of {window.possible} and {reference.known} of {reference.possible} days"


def _close(finding: Finding) -> str:
    if finding.answer.is_worth_asking:
        return "Worth asking."
    if finding.is_alone_clear:
        return (
            "No clear change: among all that is compared here, a difference of this size turns up by chance."
        )
    return f"No clear change{_not_ruled_out(finding)}."


def _not_ruled_out(finding: Finding) -> str:
    """Nothing seen is not nothing there: a difference that matters may lie in the interval."""
    words = ANCHORS[finding.anchor]
    low, high, matters = finding.low, finding.high, words.matters
    if low is None or high is None or matters is None:
        return ""
    ways = [words.less] * (low <= -matters) + [words.more] * (high >= matters)
    if not ways:
        return ""
    return f"; {_with_unit(f'{matters:,.0f}', words)} {' or '.join(ways)} {words.per} is not ruled out"


def _cannot_tell(finding: Finding, event: Event, numbers: Numbers) -> str:
    title = ANCHORS[finding.anchor].title
    return f"{title} in {span(finding.side, event, numbers)}: cannot tell. {_why(finding, numbers)}"


def _why(finding: Finding, numbers: Numbers) -> str:
    if finding.why == Why.TOO_FEW_DAYS:
        needed = (
            f"{numbers.least_of(finding.window.possible)} and {numbers.least_of(finding.reference.possible)}"
        )
        return f"{_days(finding)} have a value; {needed} are needed."
    return {
        Why.NO_VARIATION: f"Nearly all days are the same ({_days(finding)}), so chance cannot be judged.",
        Why.TOO_ALIKE: f"Each day is too like the day before ({_days(finding)}) to compare.",
        Why.FOUND_HERE: "The week was found by these marks, so they cannot also judge it.",
    }[finding.why or Why.NO_VARIATION]
