"""An officer's afternoon on a phone: find somebody, tap, take it back, ask the next one, register in a dead spot."""

from io import BytesIO

from PIL import Image

from tests.browser.engines import axe_faults, ibm_faults, sideways_scroll, small_targets

PHONE = {"width": 390, "height": 844}
NAME = "谷无信号"
BUDGET = 60 * 1024


def photograph():
    out = BytesIO()
    Image.effect_noise((2400, 3200), 60).convert("RGB").save(out, "JPEG", quality=95)
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def faults_of(page):
    faults = axe_faults(page, enhanced=True) + ibm_faults(page) + small_targets(page, 44)
    return faults + ([f"{page.url} is too wide"] if sideways_scroll(page) > 0 else [])


def say(page, text, told):
    page.get_by_role("button", name=text, exact=False).first.click()
    page.locator(".govuk-notification-banner--success", has_text=told).wait_for()


def bytes_of(page, path):
    """What crosses the network for a page that was never opened before, styles and scripts included."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    session.detach()
    assert len(sizes) >= 4
    return sum(sizes)


def report_and_take_back(page):
    """Find the first person by name, say that they are away, and take it back."""
    page.goto("/village/people")
    name = page.locator(".app-who__name").last.inner_text()
    page.locator("#search-name").fill(name)
    page.locator("#search-name").press("Enter")
    page.locator("h1", has_text="找到").wait_for()
    assert name not in page.url
    page.locator(".app-who__link").first.click()
    page.locator("h1", has_text=name).wait_for()
    assert faults_of(page) == []
    before = page.locator(".app-said__what").all_inner_texts()
    say(page, "外出", "已记下")
    assert page.locator(".app-said__what").all_inner_texts() != before
    say(page, "点错了，撤销", "已撤销")
    assert page.locator(".app-said__what").all_inner_texts() == before
    page.get_by_role("button", name="去世").click()
    page.locator("h1", has_text="去世了吗").wait_for()
    assert faults_of(page) == []
    page.get_by_role("link", name="不是，点错了").click()
    page.locator("h1", has_text=name).wait_for()


def go_on_with_the_round(page):
    page.goto("/village/round")
    before = page.locator(".app-progress__words").inner_text()
    say(page, "问完了", "已记下")
    assert page.locator(".app-progress__words").inner_text() != before


def fill_in(page):
    page.goto("/village/register")
    page.locator("input[name=met][value=village]").check()
    page.locator("input[name=name]").fill(NAME)
    page.locator("select[name=village]").select_option(index=1)
    page.locator("input[name=wanted]").first.check()
    for name, value in (("capacity", "self"), ("proof", "paper")):
        page.locator(f"input[name={name}][value={value}]").check()
    page.locator("input[name=paper]").set_input_files(photograph())
    page.locator("input[name=store]").check()


def send_in_a_dead_spot(page):
    """Press the button without network: nothing typed is lost, nothing is kept in the phone."""
    page.context.set_offline(True)
    page.get_by_role("button", name="登记", exact=True).click()
    page.locator("[data-unsent]", has_text="没有网络").wait_for()
    assert page.locator("input[name=name]").input_value() == NAME
    assert page.evaluate("document.querySelector('input[type=file]').files.length") == 1
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.context.set_offline(False)


def test_an_officers_afternoon(site, open_page):
    page = open_page(viewport=PHONE, role="village_officer", lang="zh_Hans_CN")
    page.watch.expected = ("ERR_INTERNET_DISCONNECTED", "422")
    report_and_take_back(page)
    go_on_with_the_round(page)
    fill_in(page)
    send_in_a_dead_spot(page)
    page.locator("input[name=name]").fill("")
    page.get_by_role("button", name="登记", exact=True).click()
    page.locator(".govuk-error-summary").wait_for()
    assert page.evaluate("document.querySelector('input[type=file]').files.length") == 1
    page.locator("input[name=name]").fill(NAME)
    page.get_by_role("button", name="登记", exact=True).click()
    page.locator("h1", has_text="我登记的人").wait_for()
    assert page.url.endswith("/village/registered")
    assert NAME in page.locator(".app-became__one").first.inner_text()
    page.go_back()
    page.wait_for_load_state()
    assert page.locator("input[name=name]").count() == 0 or page.locator("input[name=name]").input_value() == ""


def test_each_page_costs_an_old_phone_little(site, open_page):
    page = open_page(viewport=PHONE, role="village_officer", lang="zh_Hans_CN")
    paths = ("/village/", "/village/people", "/village/round", "/village/register", "/village/registered")
    sizes = {path: bytes_of(page, path) for path in paths}
    assert {path: size for path, size in sizes.items() if size > BUDGET} == {}
