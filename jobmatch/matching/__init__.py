"""Who could do which job, and why: exclusions, the transparent ``base`` score, suggestions with their reasons.

Facts come in as plain dataclasses (``facts``); decisions go out as reason keys with values, which ``wording`` says.
Kind, grade, certificate, sex and age never come in. Nobody is referred or refused here: people decide.
"""
