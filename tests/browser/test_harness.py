"""The measures measure: each is shown something that it must count."""

from playwright.sync_api import Page

from tests.harness import measures


def test_a_page_has_a_weight_and_no_violation(page: Page, axe, shot):
    weight = measures.Weight(page)
    page.goto("/account/login/")
    shot(page, "sign-in")
    assert 5_000 < weight.total() < 80_000
    assert axe(page) == []


def test_clicks_and_keys_are_counted_across_pages(page: Page):
    page.goto("/account/login/")
    page.locator("input[type=email]").click()
    page.keyboard.type("typing is not counted")
    page.keyboard.press("Tab")
    page.reload()
    page.locator("h1").click()
    page.keyboard.press("Tab")
    assert measures.effort(page) == measures.Effort(clicks=2, keys=1)


def test_axe_sees_an_image_without_words(page: Page, axe):
    page.set_content('<html lang="en"><title>t</title><main><h1>h</h1><img src="data:,"></main></html>')
    assert [line.split()[0] for line in axe(page)] == ["image-alt"]
