"""Everything that patients read: grade 6 by two formulas, and none of the words that hurt.

A pass means “not obviously hard”; whether it is warm and right, people say. Items of validated instruments
are exempt: their wording is theirs. The emergency texts would be exempt too, and pass all the same.
"""

from pathlib import Path

import pytest

from core.plain_words import banned_words_in
from intake.rules.body_regions import REGIONS, ZONES, names_of
from intake.rules.previsit import SIGN_WORDS, TAKING_WORDS, Ending
from outcomes import instruments
from outcomes.rules.help_now import HELP_NOW
from outcomes.rules.red_flag_data import FLAGS
from plans.library import TEMPLATES
from portal.story_forms import FORMS, LINES, MedicineForm
from portal.story_pages import CHECK_LABELS
from tests.harness.reading import Grade, grade, sentences, words_of_template

HOME = Path(__file__).parents[2]
#: Too short for a formula to mean anything.
FEWEST_WORDS = 12

PAGES = sorted((HOME / "templates" / "portal").glob("*.html"))
MAILS = sorted(
    mail
    for kind in ("questionnaire", "previsit")
    for mail in (HOME / "templates" / "followup" / "mail").glob(f"{kind}*.txt")
)
PLANS = {key: sentences(template.plain_texts) for key, template in TEMPLATES.items()}
DANGER = {
    "danger signs, asked": sentences(flag.patient_question for flag in FLAGS),
    "danger signs, advice": sentences(flag.patient_to_do for flag in FLAGS),
    "help now, printed": sentences(HELP_NOW),
}
#: What the pages of the story before a visit say from Python.
STORY = {
    "story, labels": sentences(
        text
        for form in (*FORMS.values(), *LINES.values(), MedicineForm)
        for field in form.base_fields.values()
        for text in (str(field.label or ""), str(field.help_text))
    ),
    "story, answers": sentences(
        [*(one.label for one in Ending), *TAKING_WORDS.values(), *SIGN_WORDS.values(), *CHECK_LABELS.values()]
    ),
    "body map, regions": sentences([*ZONES.values(), *names_of(REGIONS)]),
}
TEXTS = {page.name: words_of_template(page) for page in [*PAGES, *MAILS]} | PLANS | DANGER | STORY
LONG_ENOUGH = sorted(name for name, text in TEXTS.items() if len(text.split()) >= FEWEST_WORDS)


@pytest.mark.parametrize("name", LONG_ENOUGH)
def test_a_sixth_grader_can_read_it(name):
    assert grade(TEXTS[name]).is_plain, (grade(TEXTS[name]), TEXTS[name])


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_no_word_that_hurts(name):
    assert banned_words_in(TEXTS[name]) == ()


def test_the_whole_of_the_pages_is_plain():
    assert grade(" ".join(TEXTS[page.name] for page in PAGES)).is_plain


def test_a_scan_report_is_not_plain():
    report = (
        "Multilevel degenerative spondylosis with circumferential disc osteophyte complexes with moderate"
        " bilateral neuroforaminal stenosis and ligamentum flavum hypertrophy."
    )
    assert grade(report).flesch_kincaid > 15
    assert not grade(report).is_plain
    assert banned_words_in(report) == ("degenerative",)


def test_syllables_are_looked_up_not_guessed():
    """Without the dictionary “area” would count as two syllables and every grade would be too kind."""
    assert grade("The area is idea. " * 3).flesch_kincaid > 5


def test_short_labels_do_not_run_into_the_next_line():
    assert sentences(["Back", " 2 of 3 ", "", "How was today?"]) == "Back. 2 of 3. How was today?"


@pytest.mark.parametrize("key", ["peg"])
def test_instruments_keep_their_own_words(key):
    """Exempt by name: the items' wording belongs to the instrument, whatever it grades at."""
    items = instruments.get(key).items
    assert all(item.text.startswith("What number best describes") for item in items)


def test_smog_needs_thirty_sentences():
    assert grade("Walk a bit. " * 29).smog is None
    assert isinstance(grade("Walk a bit. " * 30), Grade)
    assert grade("Walk a bit. " * 30).smog is not None
