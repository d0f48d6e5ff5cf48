"""The learned ranker: its loss, the scikit-learn estimator, what it learns from, and the table that serves it.

Imported only where somebody trains or evaluates: scikit-learn takes seconds and memory that a kiosk does not have.
"""
