"""What the pages of the chart ask: how far back, beside which other series, from which day."""

from datetime import date, timedelta

from django import forms

from chart.selectors.offers import Drawable, Offer
from people.forms.fields import DateInput

#: By what the address says; the days up to and including today. None: as far as the values go.
NAMED: dict[str, tuple[str, int | None]] = {
    "6w": ("6 weeks", 42),
    "6m": ("6 months", 183),
    "1y": ("1 year", 365),
    "all": ("All", None),
}
USUAL = "6m"
#: How much of the timeline, as above.
STORY = {
    "all": ("Whole story", None),
    "5y": ("Last 5 years", 1826),
    "24m": ("Last 24 months", 731),
}
#: A packet alone that is longer begins with its last five years.
LONGEST_AT_ONCE = timedelta(days=12 * 365)


class SpanForm(forms.Form):
    """Own dates. An empty first day is the first value, an empty last day is today."""

    first = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="To", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and first > (last or self.today):
            self.add_error("first", "The first day must not come after the last one.")
        return cleaned

    @property
    def span(self) -> tuple[date | None, date]:
        """None as the first day is “as far as the values go”; nothing lies after today."""
        return self.cleaned_data["first"], min(self.cleaned_data["last"] or self.today, self.today)


class ExploreForm(SpanForm):
    """A named range, own dates, and another series to compare with."""

    beside = forms.ChoiceField(label="Compare with", required=False)

    def __init__(self, *args, drawable: Drawable, chosen: Offer, **kwargs):
        super().__init__(*args, **kwargs)
        others = [(one.key, one.label) for one in drawable.offers if one.key != chosen.key]
        self.fields["beside"].choices = [("", "nothing"), *others]
        self.drawable = drawable

    @property
    def range(self) -> str:
        """The range that is shown; a date that was given wins over a name."""
        if self.data.get("first") or self.data.get("last"):
            return "own"
        asked = self.data.get("range", USUAL)
        return asked if asked in NAMED else USUAL

    @property
    def span(self) -> tuple[date | None, date]:
        """A refused form shows the usual range beneath what is wrong."""
        if not self.is_valid():
            return self._back(USUAL)
        return super().span if self.range == "own" else self._back(self.range)

    def _back(self, code: str) -> tuple[date | None, date]:
        days = NAMED[code][1]
        return (self.today - timedelta(days=days) if days else None), self.today

    @property
    def other(self) -> Offer | None:
        return self.drawable.get(self.cleaned_data.get("beside") or "") if self.is_valid() else None


class TimelineForm(SpanForm):
    """How much of the story to see: all of it, its last years, or own dates."""

    def __init__(self, *args, first: date | None, began: date | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.first, self.began = first or self.today, began

    @property
    def range(self) -> str:
        if self.is_valid() and (self.data.get("first") or self.data.get("last")):
            return "own"
        asked = self.data.get("range", "")
        return asked if asked in STORY else self._usual

    @property
    def _usual(self) -> str:
        """The shortest that holds what was told; the decades of a packet would press it flat."""
        if self.began is None:
            return "all" if self.today - self.first <= LONGEST_AT_ONCE else "5y"
        ago = (self.today - self.began).days
        return next((code for code, (_, days) in reversed(STORY.items()) if days and ago <= days), "all")

    @property
    def days(self) -> tuple[date, date]:
        """First and last day to be seen; a refused form shows what is usual."""
        if self.range == "own":
            first, last = self.span
            return first or min(self.first, last), last
        back = STORY[self.range][1]
        return (self.today - timedelta(days=back) if back else self.first), self.today


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
