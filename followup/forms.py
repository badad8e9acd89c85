"""What the worklist and the task list send."""

from django import forms

from .rules.words import CallAgain, CallResult, RemovalReason

_ANSWERS = {
    **{str(result): (result, None, None) for result in CallResult if result != CallResult.REMOVED},
    **{f"{CallResult.NO_ANSWER}.{again}": (CallResult.NO_ANSWER, again, None) for again in CallAgain},
    **{f"{CallResult.REMOVED}.{why}": (CallResult.REMOVED, None, why) for why in RemovalReason},
}


class CallForm(forms.Form):
    """A result is one button: what came of the call, and when or why where that belongs to it."""

    result = forms.ChoiceField(
        choices=[(name, name) for name in _ANSWERS],
        error_messages={"required": "Say how the call went.", "invalid_choice": "Say how the call went."},
    )
    reasons = forms.CharField(required=False, max_length=4000)
    note = forms.CharField(required=False, max_length=300)

    @property
    def answer(self) -> tuple[CallResult, CallAgain | None, RemovalReason | None]:
        return _ANSWERS[self.cleaned_data["result"]]

    @property
    def seen(self) -> set[str]:
        """The keys of the reasons that were on the row."""
        return set(self.cleaned_data["reasons"].split())


class CloseTaskForm(forms.Form):
    outcome = forms.CharField(
        label="How did it end?", max_length=300, error_messages={"required": "Say how it ended."}
    )
