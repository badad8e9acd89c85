"""What forms say of an answer that they cannot take: plain words, whoever wrote the form."""

import gettext
import re
from pathlib import Path

import pytest
from django import forms

import core

CATALOGUE = Path(core.__file__).parent / "locale/en/LC_MESSAGES/django.po"
EMPTY = "This is still empty. Fill it in or choose."
OFFERED = "Choose one of the answers that are offered."


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (forms.CharField(), " ", EMPTY),
        (forms.ChoiceField(choices=[("a", "A")]), "", EMPTY),
        (forms.ChoiceField(choices=[("a", "A")]), "b", OFFERED),
        (forms.EmailField(), "name@", "Type the whole e-mail address, like name@example.org."),
        (forms.IntegerField(), "some", "Type a whole number, like 12."),
        (forms.IntegerField(max_value=100), "101", "Type 100 or less."),
        (forms.IntegerField(min_value=0), "-1", "Type 0 or more."),
        (forms.DecimalField(), "some", "Type a number, like 12.5."),
        (forms.DecimalField(decimal_places=1), "1.25", "Type at most 1 digit after the point."),
        (forms.DateField(), "soon", "Type the day as year-month-day, like 2026-11-22."),
        (forms.DateTimeField(), "soon", "Type the day and the time, like 2026-11-22 14:30."),
        (forms.CharField(max_length=3), "long", "Make it shorter: 3 characters fit, this is 4."),
    ],
)
def test_a_form_says_what_to_do(field, typed, sentence):
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages == [sentence]


def test_the_compiled_catalogue_says_what_its_source_says():
    source = CATALOGUE.read_text()
    with CATALOGUE.with_suffix(".mo").open("rb") as compiled:
        spoken = gettext.GNUTranslations(compiled)
    pairs = dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', source, re.M))
    plurals = re.findall(
        r'^msgid "(.+)"\nmsgid_plural "(.+)"\nmsgstr\[0\] "(.+)"\nmsgstr\[1\] "(.+)"$', source, re.M
    )
    assert len(pairs) + len(plurals) == source.count("\nmsgid ") - 1
    assert {said: spoken.gettext(said) for said in pairs} == pairs
    for one, many, said, said_of_many in plurals:
        assert (spoken.ngettext(one, many, 1), spoken.ngettext(one, many, 2)) == (said, said_of_many)
