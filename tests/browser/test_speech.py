"""The kiosk speaks what stands on the screen, all of it and nothing else, and keeps long numbers to itself."""

import re

from tests.browser.test_kiosk import KIOSK, NUMBER, PATH, begin, step_of, walk_to

# A voice that lives in the machine, and says everything at once. What it said is kept.
VOICES = """
window.said = []
const voices = LANGS.map((lang) => ({ lang, name: lang, localService: true }))
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => voices, cancel: () => { window.said.push(null) },
  speak: (one) => { window.said.push(one.text); window.lastRate = one.rate; setTimeout(() => one.onend(), 0) }
} })
window.SpeechSynthesisUtterance = function (text) { this.text = text }
"""
SETTLED = """async () => {
  let count = -1
  while (!window.said.length || count !== window.said.length) {
    count = window.said.length
    await new Promise((resolve) => setTimeout(resolve, 120))
  }
  return window.said
}"""
SEEN = """['main', 'footer', 'header ul', '.app-speech', '.app-speech__more']
  .map((part) => document.querySelector(part).innerText).join('\\n')"""
NAMES = """Array.from(document.querySelectorAll('main :is(a, button, input, select)'))
  .filter((one) => one.type !== 'hidden' && one.getClientRects().length)
  .map((one) => (one.labels && one.labels[0] ? one.labels[0] : one).textContent)"""


def with_voices(page, langs):
    page.add_init_script(VOICES.replace("LANGS", str(langs)))


def last_script(page):
    """What was said since it began anew, once nothing more is said."""
    said = page.evaluate(SETTLED)
    return said[len(said) - said[::-1].index(None) :]


def plain(text):
    return re.sub(r"\s+", "", text)


def test_every_screen_is_said_whole_in_both_languages(open_page):
    for lang in ("zh_Hans_CN", "en"):
        page = open_page(viewport=KIOSK)
        with_voices(page, ["zh-CN", "en-US"])
        begin(page, f"{PATH}?lang={lang}&speak=1")
        for _ in range(20):
            said = plain("".join(last_script(page)))
            unsaid = [line for line in page.evaluate(SEEN).split("\n") if plain(line) not in said]
            assert (step_of(page), unsaid) == (step_of(page), [])
            assert [name for name in page.evaluate(NAMES) if plain(name) not in said] == []
            if step_of(page) == "review":
                break
            page.click("[data-next]")
        assert step_of(page) == "review"


def test_a_long_number_is_said_only_when_asked_for(open_page):
    page = open_page(viewport=KIOSK)
    with_voices(page, ["zh-CN"])
    begin(page)
    page.fill("#number", NUMBER)
    page.keyboard.press("F2")
    assert NUMBER not in "".join(last_script(page))
    walk_to(page, "review")
    assert NUMBER not in "".join(last_script(page))
    page.click("[data-speech-digits]")
    assert NUMBER in "".join(last_script(page))
    page.click("[data-speech-slower]")
    last_script(page)
    assert page.evaluate("window.lastRate") < 1
    page.keyboard.press("Escape")
    before = page.evaluate("window.said.length")
    page.click("[data-back]")
    assert page.evaluate("window.said.length") == before


def test_a_machine_without_a_voice_says_so_in_writing(open_page):
    page = open_page(viewport=KIOSK)
    with_voices(page, ["fr-FR"])
    begin(page)
    page.click("[data-speech-toggle]")
    page.locator("[data-speech-message]", has_text="没有这种语言的声音").wait_for()
    assert page.evaluate("window.said.filter(Boolean)") == []


def test_the_button_stands_still(open_page):
    for lang in ("zh_Hans_CN", "en"):
        page = open_page(viewport=KIOSK)
        with_voices(page, ["zh-CN", "en-US"])
        begin(page, f"{PATH}?lang={lang}")
        places = [page.locator("[data-speech-toggle]").bounding_box()]
        page.click("[data-speech-toggle]")
        page.locator("[data-speech-again]").wait_for()
        places.append(page.locator("[data-speech-toggle]").bounding_box())
        page.click("[data-next]")
        places.append(page.locator("[data-speech-toggle]").bounding_box())
        page.goto(f"/kiosk/?lang={lang}")
        page.locator("[data-speech-toggle]").wait_for()
        places.append(page.locator("[data-speech-toggle]").bounding_box())
        assert places == [places[0]] * 4, lang


def test_a_pairing_code_is_never_said(open_page):
    page = open_page(viewport=KIOSK)
    with_voices(page, ["zh-CN"])
    page.goto("/kiosk/device")
    page.fill("#token", "geheim")
    page.keyboard.press("F2")
    assert "geheim" not in "".join(last_script(page))
