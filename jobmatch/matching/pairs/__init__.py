"""Pairs by the thousand: the features of one seeker against every position at once, as numpy arrays.

The same facts, the same measures and the same exclusions as ``features`` and ``rules``, compared with them pair by pair
in ``tests/unit/matching``. What is learned stands on these; what is said aloud is still said by ``features``.
"""
