"""How a person goes through the kiosk, as a browser without script does: the form as it was drawn, filled and sent."""

from jobmatch.fairs.tables import Ticket
from jobmatch.seekers.tables import Submission
from jobmatch.storage.base import db

AGREED = {"store": "y", "recommend": "y"}
TYPED = {
    "name": "李新来",
    "phone": "138 0000 0000",
    "wanted": ["包装工", "理货员"],
    "wanted_other": "竹编",
    "cannot_body": ["stand_long", "lift_20kg"],
    "rest": "can",
    "need_to_move": ["seated_work"],
    "refusals": ["night_shift"],
    "hours": "full",
    "wage": "2500",
    "distance": "20",
    "education": "junior",
}


def form_path(world):
    return f"/kiosk/fairs/{world.fair}/register"


def hidden(page):
    """The fields that the page carries along unseen."""
    return {field.get("name"): field.get("value", "") for field in page.tree.xpath("//main//input[@type='hidden']")}


def open_form(client, world, **query):
    page = client.get(form_path(world), query_string=query)
    assert page.status_code == 200
    return page


def send(client, world, page=None, /, **answers):
    """Send a form (a fresh one unless ``page`` is given) with a name, both consents and ``answers`` on top."""
    page = page or open_form(client, world)
    return client.post(form_path(world), data={**hidden(page), "name": "李新来", **AGREED, **answers})


def ticket_after(client, world, **answers):
    """Register and return the page with the number."""
    answer = send(client, world, **answers)
    assert (answer.status_code, answer.headers.get("Location")) == (303, "/kiosk/ticket"), answer.text
    return client.get("/kiosk/ticket")


def error_beside(page, name):
    """What is said beside the field ``name``, without the word that only screen readers hear."""
    found = page.tree.xpath(f"//*[@id='{name}-error']")
    return found[0].text_content().split(":", 1)[-1].strip() if found else ""


def words(page):
    """All that stands in the page's main part, spaces evened out."""
    return " ".join(page.tree.find(".//main").text_content().split())


def count(table):
    db.session.rollback()
    return db.session.query(table).count()


def count_rows():
    """How many submissions and tickets there are."""
    return count(Submission), count(Ticket)
