"""Saying that an entry is wrong."""

from django import forms


class ErrorForm(forms.Form):
    reason = forms.CharField(label="What was wrong?", max_length=300)
