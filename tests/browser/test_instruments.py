"""Many questionnaires on the clinic's pages, and screeners on a small phone: calm, and clean for axe."""

from collections.abc import Callable
from datetime import time, timedelta
from decimal import Decimal
from io import BytesIO

import pdfplumber
import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from outcomes import instruments, services
from outcomes.models import Score
from people import clock
from people.access import Actor
from tests.factories.instrument_files import as_file, wording
from tests.factories.outcomes import ScoreFactory
from tests.factories.portal import peg_ask, question_link
from tests.plugins.browser import DESKTOP, PHONE, screen

SMALL = {**PHONE, "viewport": {"width": 320, "height": 568}, "java_script_enabled": False}
SCHEMES = ("light", "dark")
MANY = ("peg", "phq9", "pcs", "isi", "promis_pf_4a")


@pytest.fixture
def scored(pia_record):
    for key in MANY:
        one = instruments.get(key)
        ScoreFactory(
            patient=pia_record, instrument=key, version=one.version, value=Decimal(one.low), flag="a finding"
        )
    return pia_record


def sideways(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("name", ["measures", "scores"])
@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_pages_stay_calm_with_many(
    web, new_screen: Callable, signed_in: Callable, dr_amara, scored, axe, shot, name, device
):
    page = signed_in(new_screen(device), dr_amara)
    page.goto(reverse(f"outcomes:{name}", args=[scored.pk]))
    folded = page.locator("details.more").get_by_text("PCS", exact=True)
    expect(folded).to_be_hidden()
    for fold in page.locator("details.more > summary").all():
        fold.click()
    expect(folded).to_be_visible()
    shot(page, f"instruments-{name}-{device['viewport']['width']}")
    assert axe(page) == []
    assert not sideways(page)


@pytest.mark.parametrize(("key", "pages"), [("peg", 1), ("phq9", 1), ("pc_ptsd5", 1)])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_form_fits_its_paper(web, page: Page, signed_in, dr_amara, scored, axe, shot, key, pages, paper):
    signed_in(page, dr_amara)
    page.goto(reverse("outcomes:response-print", args=[scored.pk, key]))
    shot(page, f"paper-{key}")
    assert axe(page) == []
    assert not sideways(page)
    with pdfplumber.open(BytesIO(page.pdf(format=paper))) as printed:
        assert len(printed.pages) == pages
        assert min(letter["size"] for letter in printed.pages[0].chars) >= 9


@pytest.mark.parametrize("key", ["phq9", "promis_29", "acr2016"])
def test_a_long_form_is_typed_in_without_a_complaint(
    web, page: Page, signed_in, dr_amara, scored, axe, shot, key
):
    signed_in(page, dr_amara)
    page.goto(reverse("outcomes:response-new", args=[scored.pk, key]))
    shot(page, f"instruments-{key}")
    assert axe(page) == []
    assert not sideways(page)


@pytest.mark.parametrize("key", ["phq8", "pc_ptsd5", "pgic"])
def test_words_as_answers_on_the_smallest_phone(browser: Browser, web, pia_record, axe, shot, key):
    link = question_link(peg_ask(pia_record, at=clock.now(), instrument=key))
    with screen(browser, web, {**SMALL, "java_script_enabled": True}) as page:
        page.goto(link)
        page.get_by_role("button", name="Start").click()
        shot(page, f"instruments-question-{key}")
        assert axe(page) == []
        assert not sideways(page)


def test_item_9_shows_help_without_a_script(browser: Browser, web, pia_record):
    pia_record.clinic.opening_hours = {str(day): ["00:00", "23:59:59"] for day in range(1, 8)}
    pia_record.clinic.save()
    link = question_link(peg_ask(pia_record, at=clock.now(), instrument="phq9"))
    with screen(browser, web, SMALL) as page:
        page.goto(link)
        page.get_by_role("button", name="Start").click()
        for _ in range(8):
            page.get_by_role("button", name="Not at all").click()
        page.get_by_role("button", name="Several days").click()
        expect(page.get_by_role("heading", name="Get help now")).to_be_visible()
        page.get_by_role("link", name="Go on with the questions").click()
        page.get_by_role("button", name="Send my answers").click()
        expect(page.get_by_text("Your number: 1.0.")).to_be_visible()
    assert Score.objects.get().flag == "item 9 positive"


@pytest.fixture
def licensed(pia_record):
    """Forms with made-up words, as long as those of the longest licensed ones."""
    for key in ("odi", "promis_sd_4a", "pseq2"):
        data = wording(key, long=120)
        data["items"][0]["text"] = "A made-up section about something, as long as a heading of the form gets"
        if key == "pseq2":
            data["items"][0]["answers"] = {
                0: "Not sure of it at all (made up)",
                6: "Quite sure of it (made up)",
            }
        services.load_instrument(
            clinic=pia_record.clinic,
            content=as_file(data),
            by=Actor.system(pia_record.clinic_id),
            at=clock.now(),
        )
    return pia_record


@pytest.mark.parametrize("width", [320, 360, 1366])
@pytest.mark.parametrize("key", ["odi", "pseq2"])
def test_long_licensed_answers_fit(browser: Browser, web, licensed, axe, shot, key, width):
    link = question_link(peg_ask(licensed, at=clock.now(), instrument=key))
    device = PHONE if width < 400 else DESKTOP
    size = {"width": width, "height": 640}
    with screen(browser, web, {**device, "viewport": size}) as page:
        page.goto(link)
        page.get_by_role("button", name="Start").click()
        expect(page.get_by_text("© nobody.")).to_be_visible()
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            shot(page, f"licensed-{key}-{width}-{scheme}")
            assert axe(page) == [], scheme
        assert not sideways(page)
        for button in page.get_by_role("button").all():
            assert button.bounding_box()["height"] >= 44


def test_a_licensed_form_by_keys_without_a_script(browser: Browser, web, licensed):
    link = question_link(peg_ask(licensed, at=clock.now(), instrument="promis_sd_4a"))
    with screen(browser, web, SMALL) as page:
        page.goto(link)
        page.get_by_role("button", name="Start").press("Enter")
        for _ in range(4):
            page.get_by_role("button").first.press("Enter")
        page.get_by_role("button", name="Send my answers").press("Enter")
        expect(page.get_by_text("Your number: 32.0.")).to_be_visible()


@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_staff_type_and_ask(
    web, new_screen: Callable, signed_in: Callable, dr_amara, licensed, axe, shot, device
):
    night = {"bed": "23:00", "asleep": "23:30", "woke": "06:30", "up": "07:00"}
    times = {key: time.fromisoformat(value) for key, value in night.items()}
    by, now = Actor.system(licensed.clinic_id), clock.now()
    services.record_night(
        patient=licensed,
        morning=licensed.today(now) - timedelta(days=1),
        **times,
        awake_minutes=15,
        awakenings=None,
        mode="paper",
        by=by,
        at=now,
    )
    peg_ask(licensed, at=now)
    addresses = {
        "odi": reverse("outcomes:response-new", args=[licensed.pk, "odi"]),
        "psfs": reverse("outcomes:response-new", args=[licensed.pk, "psfs"]),
        "ask": reverse("outcomes:ask-new", args=[licensed.pk]),
        "night": reverse("outcomes:night-new", args=[licensed.pk]),
        "measures": reverse("outcomes:measures", args=[licensed.pk]),
        "scores": reverse("outcomes:scores", args=[licensed.pk]),
    }
    page = signed_in(new_screen(device), dr_amara)
    for name, address in addresses.items():
        page.goto(address)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            shot(page, f"staff-{name}-{device['viewport']['width']}-{scheme}")
            assert axe(page, sizes=device is PHONE) == [], f"{name}, {scheme}"
        assert not sideways(page), name


def test_asking_and_taking_back_by_keys(web, page: Page, signed_in, dr_amara, licensed):
    signed_in(page, dr_amara)
    page.goto(reverse("outcomes:measures", args=[licensed.pk]))
    page.get_by_role("link", name="Ask questions").press("Enter")
    page.get_by_label("Questionnaire").select_option("odi")
    page.get_by_role("button", name="Ask it").press("Enter")
    expect(page.get_by_text("ODI is asked.")).to_be_visible()
    page.get_by_role("button", name="Take back ODI").press("Enter")
    expect(page.get_by_text("It is taken back")).to_be_visible()
