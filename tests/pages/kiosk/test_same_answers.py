"""The kiosk's script reads a form as the server does: the same answers, and it keeps no number the server refuses."""

import random

from werkzeug.datastructures import MultiDict

from jobmatch import clock
from jobmatch.doors.kiosk.forms import RegistrationForm
from jobmatch.doors.kiosk.reading import answers_given
from jobmatch.people.numbers import CertificateNumber, CitizenNumber
from jobmatch.people.typed import NumberError
from jobmatch.web.consent import CONSENT_VERSION
from jobmatch.wording.vocabulary import FUNCTIONS
from tests.node import run_script
from tests.world import CITIZEN_NUMBER

ANSWERS = "kiosk/offline/answers.js"
FORMS = 80
TYPED = {
    "name": ["李新来", " 张 三 ", "Anna Smith"],
    "number": ["", CITIZEN_NUMBER, f"{CITIZEN_NUMBER[:6]} {CITIZEN_NUMBER[6:]}", f"{CITIZEN_NUMBER}42", "１１"],
    "phone": ["", "13800138000", "0574-88581234"],
    "wanted_other": ["", "门卫、剪草；  看库", "a/b,c"],
    "wage": ["", "3000", "3,200", "３５００"],
    "consent_version": [CONSENT_VERSION],
}


def made_up(dice, app):
    """A form as somebody may have filled it in, as (name, value) pairs in the order of the page."""
    pairs = []
    with app.test_request_context():
        form = RegistrationForm(MultiDict())
        for field in form:
            if field.name in TYPED:
                pairs.append((field.name, dice.choice(TYPED[field.name])))
            elif hasattr(field, "iter_choices"):
                values = [choice[0] for choice in field.iter_choices()]
                many = field.type == "ChoicesField"
                pairs += [(field.name, one) for one in values if many and dice.random() < 0.2]
                pairs += [] if many else [(field.name, dice.choice(values))]
            elif field.type == "TickField" and dice.random() < 0.6:
                pairs.append((field.name, "y"))
    return pairs


def test_a_form_means_the_same_to_the_script_and_to_the_server(app, world):
    dice = random.Random(7)
    forms = [made_up(dice, app) for _ in range(FORMS)]
    ours = []
    for pairs in forms:
        with app.test_request_context(method="POST", data=MultiDict(pairs)):
            ours.append(answers_given(RegistrationForm(MultiDict(pairs))))
    code = "return given.forms.map((pairs) => all.answersOf(pairs, given.functions))"
    theirs = run_script(ANSWERS, code, {"forms": forms, "functions": list(FUNCTIONS)})
    assert theirs == ours
    assert len({str(one) for one in ours}) > FORMS / 2


def is_right(number):
    kind = CitizenNumber if len(number) <= 18 else CertificateNumber
    try:
        kind.parse(number, today=clock.today())
    except NumberError:
        return False
    return True


def test_a_number_is_right_to_the_script_where_it_is_right_to_the_server():
    dice, numbers = random.Random(3), [CITIZEN_NUMBER, f"{CITIZEN_NUMBER}42", f"{CITIZEN_NUMBER}11B1"]
    numbers += ["330299850615004", "330299850615997", "330299851315004", "33029920991231001X", "330299189006150049"]
    for _ in range(400):
        changed = list(dice.choice(numbers[:3]))
        changed[dice.randrange(len(changed))] = dice.choice("0123456789XB")
        numbers.append("".join(changed)[: dice.choice([15, 17, 18, 20, 22])])
    code = "return given.numbers.map((one) => all.isNumber(one, given.today))"
    theirs = run_script(ANSWERS, code, {"numbers": numbers, "today": clock.today().isoformat()})
    differ = [number for number, right in zip(numbers, theirs, strict=True) if right != is_right(number)]
    assert differ == []
    assert 20 < sum(theirs) < len(theirs) - 100
