"""What was asked about sleep in one conversation."""

from dataclasses import dataclass

from intake.models import Intake, SleepScreen
from intake.rules.sleep import QUESTIONS, SleepAnswer


@dataclass(frozen=True)
class SleepLine:
    """One question with its answer; empty is not asked."""

    key: str
    question: str
    answer: str

    @property
    def words(self) -> str:
        return SleepAnswer(self.answer).capitalize() if self.answer else "Not asked"


def sleep_screen(intake: Intake) -> SleepScreen | None:
    return SleepScreen.objects.filter(intake=intake).select_related("asked_by").first()


def sleep_lines(screen: SleepScreen | None) -> list[SleepLine]:
    return [SleepLine(key, words, getattr(screen, key, "")) for key, words in QUESTIONS.items()]
