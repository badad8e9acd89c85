"""Two versions of one thing: both are seen, one is chosen, the other stays findable; none with oneself."""

import pytest
from playwright.sync_api import expect

from intake.models import ImagingFinding, Intake, PainProblem
from outcomes.models import Response
from people.models import SetAside
from tests.factories.intake import ImagingFindingFactory
from tests.harness.writing import flaky_screen, good_day, says, stored, visit

SLOW_BODIES = """
const text = Response.prototype.text;
Response.prototype.text = async function () {
  const body = await text.call(this);
  await new Promise((later) => setTimeout(later, 700));
  return body;
};
"""


@pytest.fixture
def opened(page, signed_in, dr_amara, intake):
    return visit(signed_in(page, dr_amara), intake)


def test_two_people_see_both_texts_and_choose(new_screen, signed_in, dr_amara, nav_nia, intake):
    amara, nia = new_screen(), new_screen()
    for screen, who in ((amara, dr_amara), (nia, nav_nia)):
        visit(signed_in(screen, who), intake)
    good_day(nia).type("Gardens for an hour")
    says(nia, "Saved")
    good_day(amara).type("Sits through dinner")
    box = amara.get_by_role("group", name="Two versions")
    expect(box).to_contain_text("Gardens for an hour")
    expect(box).to_contain_text("Sits through dinner")
    expect(box).to_contain_text("Nia Silva")
    assert stored(intake).good_day == "Gardens for an hour"
    box.get_by_role("button", name="Keep both").click()
    expect(good_day(amara)).to_have_value("Gardens for an hour\n\nSits through dinner")
    says(amara, "Saved")
    assert stored(intake).good_day == "Gardens for an hour\n\nSits through dinner"


@pytest.mark.parametrize(
    ("button", "kept"), [("Keep mine", "Sits through dinner"), ("Keep theirs", "Gardens")]
)
def test_the_chosen_text_stands(opened, actor_of, nav_nia, intake, button, kept):
    Intake.objects.filter(pk=intake.pk).update(good_day="Gardens", revisions={"good_day": 1})
    good_day(opened).type("Sits through dinner")
    opened.get_by_role("button", name=button).click()
    says(opened, "Saved" if button == "Keep mine" else "")
    expect(good_day(opened)).to_have_value(kept)
    expect(opened.get_by_role("group", name="Two versions")).to_have_count(0)
    expect(good_day(opened)).to_be_focused()
    assert stored(intake).good_day == kept


@pytest.mark.parametrize("answer", [401, 500, 302])
def test_a_text_gives_way_only_when_the_server_has_it(browser, web, signed_in, dr_amara, intake, answer):
    """It was typed on after both were shown; then the session ended, or the server failed."""
    theirs = "Keep theirs"
    with flaky_screen(browser, web) as tab:
        visit(signed_in(tab, dr_amara), intake)
        Intake.objects.filter(pk=intake.pk).update(good_day="Gardens", revisions={"good_day": 1})
        good_day(tab).type("Sits")
        box = tab.get_by_role("group", name="Two versions")
        expect(box).to_have_count(1)
        good_day(tab).type(" through dinner")
        headers = {"Location": "/account/login/"} if answer == 302 else {}
        tab.route("**/api/drafts/**", lambda route: route.fulfill(status=answer, headers=headers))
        with tab.expect_request("**/api/drafts/**"):
            box.get_by_role("button", name=theirs).click()
        says(tab, "Two versions" if answer == 500 else "Please sign in again")
        tab.wait_for_timeout(200)
        expect(box).to_have_count(1)
        expect(good_day(tab)).to_have_value("Sits through dinner")
        tab.unroute("**/api/drafts/**")
        box.get_by_role("button", name=theirs).click()
        expect(box).to_have_count(0)
        expect(good_day(tab)).to_have_value("Gardens")
    assert SetAside.objects.get().text == "Sits through dinner"


def test_a_text_that_is_too_long_to_be_set_aside_says_so(opened, intake):
    where = opened.locator("#where").get_by_label("Where", exact=True).first
    most = PainProblem._meta.get_field("where").max_length
    where.type("Left")
    says(opened, "Saved")
    intake.problems.update(where="Gluteal", revisions={"where": 9})
    where.type(" hip")
    box = opened.get_by_role("group", name="Two versions")
    expect(box).to_have_count(1)
    where.fill("x" * (most + 1))
    box.get_by_role("button", name="Keep theirs").click()
    expect(opened.get_by_text(f"This holds at most {most} characters")).to_be_visible()
    expect(where).to_have_value("x" * (most + 1))
    where.fill("Left hip")
    box.get_by_role("button", name="Keep theirs").click()
    expect(where).to_have_value("Gluteal")
    expect(where).not_to_have_attribute("aria-invalid", "true")
    expect(opened.get_by_text("This holds at most")).to_be_hidden()
    assert SetAside.objects.filter(text="Left hip").exists()


def test_a_choice_outlives_its_section_being_drawn_anew(opened, intake):
    """The new field shows both texts again, and what is typed on in it is the text that may be kept."""
    where = opened.locator("#where")
    first = where.get_by_label("Where", exact=True).first
    box = opened.get_by_role("group", name="Two versions")
    intake.problems.update(where="Gluteal", revisions={"where": 1})
    first.type("Left buttock")
    expect(box).to_have_count(1)
    where.get_by_role("button", name="Add a pain problem").click()
    expect(where.get_by_label("Where", exact=True)).to_have_count(2)
    expect(box).to_have_count(1)
    expect(box).to_contain_text("Gluteal")
    first.press("End")
    first.type(" and calf")
    box.get_by_role("button", name="Keep mine").click()
    says(opened, "Saved")
    expect(box).to_have_count(0)
    assert intake.problems.order_by("revisions").last().where == "Left buttock and calf"


def test_a_card_that_is_drawn_anew_overwrites_nothing_that_its_writer_did_not_see(
    browser, web, signed_in, dr_amara, intake
):
    """Their save waits for the line; the section comes with what a colleague wrote meanwhile."""
    save = f"**/scan-findings/{ImagingFindingFactory(intake=intake, words='Disc').pk}/"
    with flaky_screen(browser, web) as tab:
        visit(signed_in(tab, dr_amara), intake)
        scans = tab.locator("#scans")
        found, both = scans.get_by_label("What it found").first, scans.locator("[data-versions]")
        tab.route(save, lambda route: route.abort())
        found.fill("Disc bulge")
        says(tab, "Offline, kept here (1)")
        ImagingFinding.objects.update(words="Disc protrusion")
        scans.get_by_role("button", name="Add a finding").click()
        expect(scans.get_by_label("What it found")).to_have_count(2)
        tab.unroute(save)
        expect(both).to_contain_text("Disc protrusion")
        assert ImagingFinding.objects.filter(words="Disc protrusion").exists()
        scans.get_by_role("button", name="Add a finding").click()
        expect(scans.locator(".htmx-request")).to_have_count(0)
        expect(both).to_contain_text("Disc protrusion")
        both.get_by_role("button", name="Keep mine").click()
        says(tab, "Saved")
        expect(both).to_have_count(0)
    assert ImagingFinding.objects.filter(words="Disc bulge").exists()


def test_their_card_comes_with_the_boxes_that_they_ticked_and_no_others(opened, intake):
    peg = opened.locator("#peg")
    theirs = {"pain": "7", "enjoyment": "", "activity": "", "left_out": ""}
    Intake.objects.filter(pk=intake.pk).update(unfinished={"peg": {"typed": theirs, "sentence": ""}})
    peg.get_by_label("average").fill("6")
    peg.get_by_role("button", name="Keep theirs").click()
    expect(peg.get_by_label("average")).to_have_value("7")
    expect(peg.get_by_label("left out")).not_to_be_checked()


def lose_once(route, lost):
    """The server gets the first save, and its answer stays away."""
    if lost:
        return route.continue_()
    lost.append(route.fetch())
    return route.fulfill(status=503)


def test_an_answer_that_was_lost_is_no_conflict_with_oneself(browser, web, signed_in, dr_amara, intake):
    """The server saved, the answer never came, and the person typed on."""
    lost = []
    with flaky_screen(browser, web) as tab:
        visit(signed_in(tab, dr_amara), intake)
        tab.route("**/api/drafts/**", lambda route: lose_once(route, lost))
        good_day(tab).type("Walks")
        tab.wait_for_timeout(1000)
        good_day(tab).type(" the dog")
        says(tab, "Saved")
    assert stored(intake).good_day == "Walks the dog"
    assert lost[0].ok


def test_a_card_whose_answer_was_lost_is_no_conflict_with_oneself(browser, web, signed_in, dr_amara, intake):
    lost = []
    with flaky_screen(browser, web) as tab:
        visit(signed_in(tab, dr_amara), intake)
        tab.route("**/cards/goal-1/", lambda route: lose_once(route, lost))
        words = tab.locator("#goal-1").get_by_label("In their own words")
        words.type("Walk")
        tab.wait_for_timeout(1000)
        words.type(" the dog")
        says(tab, "Saved")
        expect(tab.get_by_text("Somebody else changed this")).to_have_count(0)
    assert lost[0].ok
    assert stored(intake).unfinished["goal-1"]["typed"]["words"] == "Walk the dog"


def test_typing_on_while_an_answer_trickles_in_is_no_conflict_with_oneself(page, signed_in, dr_amara, intake):
    """Its head is here, its body is not: a busy machine. The next save waits for the version in the body."""
    page.add_init_script(SLOW_BODIES)
    visit(signed_in(page, dr_amara), intake)
    for question, answer in zip(("average", "enjoyment", "general activity"), "678", strict=True):
        page.locator("#peg").get_by_label(question).fill(answer)
        page.keyboard.press("Tab")
        page.wait_for_timeout(200)
    expect(page.locator("#peg").get_by_text("PEG 7.0 of 10")).to_be_visible()
    says(page, "Saved")
    expect(page.get_by_text("Somebody else changed this")).to_have_count(0)
    assert Response.objects.filter(erred_at=None).count() == 1
