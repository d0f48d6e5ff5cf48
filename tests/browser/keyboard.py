"""Using a page by keyboard alone, as somebody without a mouse does."""

MOST_TABS = 250


def tab_to(page, target):
    """Press Tab until ``target`` (a locator) has the focus; fails when it cannot be reached."""
    handle = target.first.element_handle()
    for _ in range(MOST_TABS):
        if page.evaluate("node => document.activeElement === node", handle):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {target}")


def type_into(page, target, text):
    """Reach a field by Tab and type."""
    tab_to(page, target)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def press(page, target, key="Enter"):
    """Reach a control by Tab and press ``key``."""
    tab_to(page, target)
    page.keyboard.press(key)


def pick(page, target, value):
    """Reach a list by Tab and go down it to ``value``."""
    tab_to(page, target)
    page.keyboard.press("Home")
    for _ in range(target.locator("option").count()):
        if target.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    assert target.input_value() == value


def choose(page, target):
    """Reach a checkbox, or a radio button's group, by Tab and choose with the keys that it takes."""
    node = target.first
    if node.get_attribute("type") == "checkbox":
        tab_to(page, node)
        page.keyboard.press("Space")
        return
    group = page.locator(f"input[type=radio][name='{node.get_attribute('name')}']")
    for _ in range(MOST_TABS):
        if page.evaluate("document.activeElement.name") == node.get_attribute("name"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(group.count()):
        if node.is_checked():
            return
        page.keyboard.press("ArrowDown")
    assert node.is_checked()
