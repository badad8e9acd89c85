"""Forms about ideas, the pattern, and tests that are asked for."""

from django import forms

from .rules.testing import KINDS, REGIONS, Suspicion
from .rules.words import IdeaStatus, PatternDecision, ResultBranch


def _words(label: str, *, most: int = 300, required: bool = True, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint)


def _choice(label: str, words, *, required: bool = True) -> forms.TypedChoiceField:
    """Nothing is chosen beforehand."""
    options = [("", "Choose"), *((one.value, getattr(one, "label", one.value.capitalize())) for one in words)]
    return forms.TypedChoiceField(label=label, choices=options, coerce=words, required=required)


class DecideForm(forms.Form):
    """What was found about an idea. The reason is its own field, so the service says when it is missing."""

    status = _choice("It is", IdeaStatus)
    reason = _words("Why", most=400, required=False)


class PatternForm(forms.Form):
    decision = _choice("The pattern is", PatternDecision)
    reason = _words("Why", required=False)


class TestRequestForm(forms.Form):
    """A test, and what either result would change."""

    __test__ = False  # A name that pytest would take for a test.

    kind = forms.ChoiceField(label="Test", choices=[("", "Choose"), *((one.key, one.label) for one in KINDS)])
    region = forms.ChoiceField(
        label="Region", choices=[("", "Choose"), *((name, name.capitalize()) for name in REGIONS)]
    )
    suspicion = _choice("Looking for", Suspicion)
    reason = _words("Why now")
    if_yes = _words("If it shows it, what changes?")
    if_no = _words("If it does not, what changes?")
    plain_words = _words("What the person is told", required=False, hint="Left empty: the words of the test.")
    idea = forms.ChoiceField(label="Idea it tests", required=False)
    stop_reason = _words("Why again so soon", required=False)

    def __init__(self, *args, ideas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["idea"].choices = [("", "None"), *((str(one.pk), one.statement) for one in ideas)]


class ResultForm(forms.Form):
    """What a test showed, and what became of the idea."""

    result = _words("Result")
    branch = _choice("Which of the two", ResultBranch)
    status = _choice("The idea is then", IdeaStatus, required=False)
