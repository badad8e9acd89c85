"""What the pages of the chart ask."""

from datetime import date

from django import forms

from people.forms.fields import DateInput


class ChosenDayForm(forms.Form):
    """Any day up to today, to look back from."""

    on = forms.DateField(label="Another day", widget=DateInput, error_messages={"required": "Choose a day."})

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("That day has not come yet. Choose one up to today.")
        return on

    @property
    def key(self) -> str:
        return f"day-{self.cleaned_data['on'].isoformat()}"
