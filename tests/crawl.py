"""Every address of the system, out of the address map itself: a new route is looked at without anybody remembering it.

Each argument of an address needs a key here. An argument without one fails the crawl with a ``KeyError`` that names it.
"""

import re

from jobmatch.storage.base import new_id

NO_ADDRESS = {"static"}
WORDS = {"code": "a" * 26, "feature": "distance", "indicator": "holders", "form": "docx", "key": "working_age"}
AT_FAIRS = ("booth_id", "registration_id", "fair_result_id", "support_id", "publication_id")
ENDS_THE_SESSION = {"account.end_other_sessions", "public.sign_out", "kiosk.finish"}
RANDOM = re.compile(r"[\w\-.]{32,}|\bv=[0-9a-f]{8}|\d{4}-\d\d-\d\dT[\d:.+Z]+|\b[A-Z]-\d{4}\b")
"""Keys, tokens, fingerprints, instants, pseudonyms: by chance anything may stand in them."""


def own_keys(world):
    """The keys of the district's own things, by the name of the argument that takes them."""
    return {
        "seeker_id": world.seeker,
        "person_id": world.seeker,
        "position_id": world.position,
        "draft_id": world.draft or new_id(),
        "part": "work",
        "fair_id": world.fair,
        "referral_id": world.referral,
        "submission_id": world.submission,
        "consent_id": world.consent or new_id(),
        "other_id": world.double or new_id(),
        "merge_id": world.merge or new_id(),
        "contest_id": new_id(),
        "spell_id": world.spell or new_id(),
        "claim_id": world.claim or new_id(),
        "declaration_id": world.declaration or new_id(),
        "month_contest_id": world.month_contest or new_id(),
        "employer_id": world.employer,
        "import_id": world.register_import or new_id(),
        "session_id": world.session or new_id(),
        "passkey_id": new_id(),
        "request_id": new_id(),
        "warning_id": new_id(),
        "relation_id": world.relation or new_id(),
        "search_id": world.search or new_id(),
        "task_id": world.task or new_id(),
        **{name: world.at_fairs.get(name) or new_id() for name in AT_FAIRS},
        "user_id": world.users["statistician"],
        "village_id": world.village,
        "situation_id": world.situation or new_id(),
        "entry_id": world.entry or new_id(),
        "round_id": world.round or new_id(),
        "score_table_id": world.score_table or new_id(),
        "institution_id": world.institution or new_id(),
        "placement_id": world.placement or new_id(),
        **WORDS,
    }


def nobodys_keys(world):
    """Keys that belong to nothing."""
    return {name: new_id() for name in own_keys(world)} | {"part": "work"}


def routes(app):
    """Every (endpoint, method, rule) that somebody may call."""
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            if rule.endpoint not in NO_ADDRESS:
                yield rule.endpoint, method, rule


def path_of(app, rule, keys, method="GET"):
    """The address of ``rule`` with the keys that it needs."""
    return app.url_map.bind("localhost").build(rule.endpoint, {name: keys[name] for name in rule.arguments}, method)


def everything(page):
    """What a visitor gets, headers too, without what is random."""
    headers = "\n".join(f"{name}: {value}" for name, value in page.headers if name != "Set-Cookie")
    return without_chance(f"{headers}\n{page.get_data().decode(errors='replace')}")


def without_chance(text):
    """A page's text without the keys and tokens, in which any four digits may turn up."""
    return RANDOM.sub("", text)


class Session:
    """A client that can be put back to where it was, for pages that end a session or begin another."""

    def __init__(self, client, start="/sign-in"):
        self.client = client
        page = client.get(start)
        self.csrf = page.csrf if page.status_code == 200 else client.get("/").csrf
        cookie = client.get_cookie("jobmatch")
        self.cookie = cookie.value if cookie else None

    def call(self, method, path, data=None):
        """Open ``path``; a POST carries the token of the session."""
        if self.cookie:
            self.client.set_cookie("jobmatch", self.cookie)
        data = {**(data or {}), "csrf_token": self.csrf} if method != "GET" else None
        return self.client.open(path, method=method, data=data)


def crawl(app, session, keys, skip=()):
    """Open every page and post every empty form; yields (endpoint, method, text) of all that is answered."""
    for endpoint, method, rule in routes(app):
        if endpoint.startswith("api") or endpoint in skip:
            continue
        yield endpoint, method, everything(session.call(method, path_of(app, rule, keys, method)))
