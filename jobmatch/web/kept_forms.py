"""What somebody typed before an idle session ended: carried through the sign-in, so that nothing has to be typed again.

*Decision:* it travels in the pages themselves, as hidden fields of whoever sent it, and is kept nowhere else. It is
offered again only to the same account, only after a press of the button, and never holds a password: forms about one's
own account are not carried. Uploaded files cannot be.
"""

import json
from dataclasses import asdict, dataclass

from flask import g, request

NEVER = ("public.", "account.")


@dataclass(frozen=True)
class KeptForm:
    """A form that came too late: whose it was, where it was sent, its fields in order."""

    user_id: str
    path: str
    fields: list[tuple[str, str]]

    def packed(self) -> str:
        """Return it as the text of one hidden field."""
        return json.dumps(asdict(self), ensure_ascii=False)


def keep(user_id: str) -> None:
    """Keep the form of this request, sent by ``user_id``, for the sign-in page that answers it."""
    fields = [(name, value) for name, values in request.form.lists() for value in values if name != "csrf_token"]
    g.kept_form = KeptForm(user_id, request.path, fields)


def can_be_kept() -> bool:
    """Tell whether this request is a form that may be carried."""
    has_files = any(one.filename for one in request.files.values())
    return request.method == "POST" and not has_files and not (request.endpoint or "").startswith(NEVER)


def find_kept() -> KeptForm | None:
    """Return the form that this request could not accept because nobody is signed in any more, or None."""
    kept: KeptForm | None = g.get("kept_form")
    return kept


def unpack(text: str | None, user_id: str) -> KeptForm | None:
    """Return the form in ``text`` when it is one that ``user_id`` sent, else None."""
    if not text:
        return None
    try:
        said = json.loads(text)
        kept = KeptForm(str(said["user_id"]), str(said["path"]), [(str(n), str(v)) for n, v in said["fields"]])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return kept if kept.user_id == user_id else None
