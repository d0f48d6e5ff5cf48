"""The only place with sentences: reason key → sentence in both languages. The closed vocabulary is in ``vocabulary``."""

from jobmatch.wording.speaking import MissingValueError, SentenceError, UnknownSentenceError, sentence

__all__ = ["MissingValueError", "SentenceError", "UnknownSentenceError", "sentence"]
