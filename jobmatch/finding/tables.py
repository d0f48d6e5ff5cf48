"""What somebody looked for, for as long as they go through what was found: names belong in no address."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.storage.base import Base, Instant, Keyed
from jobmatch.storage.sealed import Sealed


class Search(Keyed, Base):
    """Words that an account looked for; forgotten within a day. The key stands in the address instead of the words."""

    __tablename__ = "searches"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    words = Sealed()
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(Instant)
