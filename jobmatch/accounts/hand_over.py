"""Handing an employer's account over: staff give the next person a code on paper, who makes an account of their own.

*Decision:* people change, accounts do not change hands: the former person's account ends in the same act in which the
new one begins, so that the trail always says who it was. The code stands for having been seen at the desk.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from jobmatch import clock
from jobmatch.accounts import passwords, queries, rules
from jobmatch.accounts.second_factor import clean
from jobmatch.accounts.service import end_sessions, revoke_tokens
from jobmatch.accounts.signing_in import Caller, note_failure, refuse_while_waiting
from jobmatch.accounts.tables import HandOver, Role, User
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError

COUNTED_AS = "hand-over from"
"""Wrong codes count as failures of a login that is the address itself: who guesses waits, nobody else does."""


class HandOverRefusedError(SentenceError):
    """The code opens nothing, or the account cannot be handed over; its sentence says what to do."""


@dataclass(frozen=True)
class GivenCode:
    """A code as it is shown once, and until when it is good."""

    code: str
    expires_at: datetime


@dataclass(frozen=True)
class NewPerson:
    """Who takes over: the name, the login and the password that they chose."""

    name: str
    login: str
    password: str


def issue(by: Actor, district_id: str, employer_id: str, former: User | None) -> GivenCode:
    """Give out a code for the account ``former`` of an employer, or for its first one; an earlier code ends.

    Raises ``HandOverRefusedError`` where ``former`` is no open account of that employer, or was named by nobody though
    there are some.
    """
    code, at = passwords.one_time_password(), clock.now()
    with act(by=by, action="hand_over.code_given") as this:
        there = {one.id for one in queries.list_scope_accounts(district_id, employer_id) if one.disabled_at is None}
        if (former.id not in there) if former is not None else bool(there):
            raise HandOverRefusedError("hand_over.no_such_account")
        earlier = update(HandOver).where(HandOver.scope_id == employer_id, HandOver.closed_at.is_(None))
        db.session.execute(earlier.values(closed_at=at))
        given = HandOver(
            district_id=district_id,
            scope_id=employer_id,
            former_id=former.id if former else None,
            made_by=by.human_id,
            code_hash=passwords.token_digest(clean(code)),
            created_at=at,
            expires_at=at + rules.HAND_OVER_LASTS,
        )
        db.session.add(given)
        this.about(given)
        this.note(employer=employer_id, former=given.former_id)
    return GivenCode(code, given.expires_at)


def take_over(code: str, new: NewPerson, caller: Caller) -> User:
    """Make the account of who brings ``code`` and end the former one, its sessions and its tokens, in one act.

    Raises ``HandOverRefusedError``, ``SignInRefusedError`` while too many wrong codes came, and ``BrokenRuleError``
    where the login is taken: the code is then still good.
    """
    counted_as = f"{COUNTED_AS} {caller.address}"
    refuse_while_waiting(counted_as, caller)
    with act(by=Actor("device"), action="hand_over.taken") as this:
        waiting = update(HandOver).where(
            HandOver.code_hash == passwords.token_digest(clean(code)),
            HandOver.closed_at.is_(None),
            HandOver.expires_at > clock.now(),
        )
        key = db.session.scalar(waiting.values(closed_at=clock.now()).returning(HandOver.id))
        if key is None:
            this.cancel()
        else:
            return _change_person(db.session.get_one(HandOver, key, populate_existing=True), new)
    note_failure(counted_as, caller)
    raise HandOverRefusedError("hand_over.code_wrong")


def _change_person(given: HandOver, new: NewPerson) -> User:
    user = User(
        district_id=given.district_id,
        role=Role.EMPLOYER,
        name=new.name,
        login=new.login,
        scope_id=given.scope_id,
        password_hash=passwords.hash_password(new.password),
        must_change_password=False,
    )
    db.session.add(user)
    db.session.flush()
    given.new_id = user.id
    by = Actor("human", user.id, user.district_id)
    with act(by=by, action="user.took_over", about=user) as this:
        this.note(hand_over=given.id, former=given.former_id, made_by=given.made_by)
        former = db.session.get(User, given.former_id) if given.former_id else None
        if former is not None:
            former.disabled_at = former.disabled_at or clock.now()
            end_sessions(by, former)
            revoke_tokens(by, former)
    return user
