"""Sleep is always asked (S10): four questions, and what snoring means beside an opioid or a sedative."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class SleepAnswer(StrEnum):
    """Not asked is the empty answer; unsure is one that somebody gave."""

    NO = "no"
    YES = "yes"
    UNSURE = "unsure"


#: The four questions, in the words of a conversation. Sleep and pain turn each other up: asking is ordinary.
QUESTIONS: Mapping[str, str] = {
    "snoring": "Snores loudly, stops breathing, or wakes gasping?",
    "insomnia": "Hard to fall asleep or stay asleep, three nights a week or more?",
    "restless_legs": "Legs that must move in the evening, and feel better moving?",
    "night_pain": "Does pain wake, or hinder turning over?",
}

#: Lower-case stems of the medicines that slow breathing. Source: clinical.md 4.1 and 10 (OPI_BZD, OPI_GABA).
OPIOIDS = (
    "codeine", "fentanyl", "hydrocodone", "hydromorphone", "methadone", "morphine", "oxycodone",
    "oxymorphone", "tapentadol", "tramadol", "buprenorphine", "levorphanol", "meperidine",
    "pentazocine", "butorphanol",
)  # fmt: skip
SEDATIVES = (
    "alprazolam", "clonazepam", "diazepam", "lorazepam", "temazepam", "chlordiazepoxide",
    "zolpidem", "eszopiclone", "zaleplon", "gabapentin", "pregabalin", "carisoprodol",
    "cyclobenzaprine", "methocarbamol", "baclofen", "tizanidine", "quetiapine", "trazodone",
)  # fmt: skip
#: Above which STOP-BANG is high. Source: clinical.md 3.1.
STOP_BANG_HIGH = Decimal(5)
STOP_BANG_SOME = Decimal(3)

SOURCE = "STOP-BANG bands; CDC 2022 Rec 8 and OPI_SDB (clinical.md 3.1, 4.3, 10)"


class SleepStep(StrEnum):
    """What may follow. The app suggests; a person opens the task."""

    STOP_BANG = "stop_bang"
    STUDY = "study"
    CPAP = "cpap"
    OPIOID = "opioid"
    INSOMNIA = "insomnia"
    LEGS = "legs"


@dataclass(frozen=True)
class SleepFacts:
    """What is known. `stop_bang` is the newest score. None is not asked, or not known."""

    answers: Mapping[str, str]
    medicines: Sequence[str] = ()
    stop_bang: Decimal | None = None
    has_apnoea: bool | None = None
    uses_cpap: bool | None = None


@dataclass(frozen=True)
class Advice:
    """One suggestion with why; `task` is the sentence of the task that it may become."""

    step: SleepStep
    sentence: str
    task: str = ""
    is_urgent: bool = False


def slowing(medicines: Sequence[str], stems: Iterable[str]) -> tuple[str, ...]:
    return tuple(title for title in medicines if any(stem in title.lower() for stem in stems))


def advice(facts: SleepFacts) -> list[Advice]:
    """What the answers suggest, the riskiest first. Nothing follows from a question that was not asked."""
    found = [*_breathing(facts), *_beside_medicines(facts), *_others(facts)]
    return sorted(found, key=lambda one: not one.is_urgent)


def at_risk(facts: SleepFacts) -> bool:
    """Known apnoea, or a STOP-BANG of 5 or more."""
    return bool(facts.has_apnoea) or (facts.stop_bang is not None and facts.stop_bang >= STOP_BANG_HIGH)


def _breathing(facts: SleepFacts) -> list[Advice]:
    snores = facts.answers.get("snoring") in (SleepAnswer.YES, SleepAnswer.UNSURE)
    if facts.has_apnoea:
        if facts.uses_cpap:
            return []
        known = "does not use CPAP" if facts.uses_cpap is False else "CPAP use is not known"
        return [
            Advice(
                SleepStep.CPAP, f"Sleep apnoea is known and {known}.", "CPAP: fit, use and what hinders it."
            )
        ]
    if facts.stop_bang is None:
        return (
            [Advice(SleepStep.STOP_BANG, "Snores or stops breathing: ask STOP-BANG now.")] if snores else []
        )
    if facts.stop_bang >= STOP_BANG_HIGH:
        sentence = f"STOP-BANG {facts.stop_bang:g}, high: a sleep study."
        return [Advice(SleepStep.STUDY, sentence, f"Refer for a sleep study: STOP-BANG {facts.stop_bang:g}.")]
    if facts.stop_bang >= STOP_BANG_SOME and snores:
        sentence = f"STOP-BANG {facts.stop_bang:g}, intermediate, and snoring: consider a sleep study."
        return [Advice(SleepStep.STUDY, sentence, f"Consider a sleep study: STOP-BANG {facts.stop_bang:g}.")]
    return []


def _beside_medicines(facts: SleepFacts) -> list[Advice]:
    opioids, sedatives = slowing(facts.medicines, OPIOIDS), slowing(facts.medicines, SEDATIVES)
    snores = facts.answers.get("snoring") == SleepAnswer.YES
    if not opioids or not (at_risk(facts) or snores):
        return []
    named = ", ".join([*opioids, *sedatives])
    both = " with a sedative" if sedatives else ""
    sentence = (
        f"Opioid{both} beside {'sleep apnoea risk' if at_risk(facts) else 'snoring'} ({named}): avoid if "
        "moderate or severe, offer naloxone, treat the apnoea first."
    )
    task = f"Review {named} beside sleep-disordered breathing; offer naloxone."
    return [Advice(SleepStep.OPIOID, sentence, task, is_urgent=at_risk(facts))]


def _others(facts: SleepFacts) -> list[Advice]:
    found = []
    if facts.answers.get("insomnia") == SleepAnswer.YES:
        found.append(Advice(SleepStep.INSOMNIA, "Insomnia: ask ISI, keep a sleep diary; CBT-I comes first."))
    if facts.answers.get("restless_legs") == SleepAnswer.YES:
        task = "Ferritin, and review what worsens restless legs."
        found.append(Advice(SleepStep.LEGS, "Restless legs: ferritin, and look at what worsens them.", task))
    return found
