"""The only place with sentences: reason key → sentence in both languages; the closed vocabulary beside them."""

from jobmatch.wording.speaking import MissingValueError, SentenceError, UnknownSentenceError, sentence

__all__ = ["MissingValueError", "SentenceError", "UnknownSentenceError", "sentence"]
