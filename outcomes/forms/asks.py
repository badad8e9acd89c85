"""Asking a questionnaire by hand."""

from collections.abc import Iterable
from datetime import date, timedelta

from django import forms

from people.forms.fields import DateInput

from ..rules.instrument import Instrument


class AskForm(forms.Form):
    """Which of those that patients may be offered, from when, and by when."""

    instrument = forms.ChoiceField(label="Questionnaire")
    opens_on = forms.DateField(
        label="Send on", widget=DateInput, help_text="The link goes out by e-mail, never at night."
    )
    due_on = forms.DateField(label="Answer by", widget=DateInput)

    def __init__(
        self, *args, offered: Iterable[tuple[Instrument, int]], today: date, lead: timedelta, **kwargs
    ):
        """`offered` are the questionnaires with the minutes that each takes."""
        super().__init__(*args, initial={"opens_on": today, "due_on": today + lead}, **kwargs)
        self.fields["instrument"].choices = [
            (one.key, f"{one.title}, about {minutes} minute{'' if minutes == 1 else 's'}")
            for one, minutes in offered
        ]
