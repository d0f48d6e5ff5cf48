"""The additive score for many pairs at once: tables over coded facts, one masked matrix product, the best of each row.

Nothing is decided here that ``ranking`` and ``base`` do not decide pair by pair; ``tests/unit/matching`` compares the
two. ``terms`` say what a pair scores and what bars it; ``one`` ranks for one seeker; ``many`` ranks for a crowd.
"""
