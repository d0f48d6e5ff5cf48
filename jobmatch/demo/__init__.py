"""An invented district at Fenghua's scale: nothing in it is real but the towns' names and rough places.

Passes through: a seed and a day. Out comes the same district each time, as plain rows (``build``), which ``load``
writes. No real person, employer or number is in it, and nothing here is ever used to judge how well matching works.
"""
