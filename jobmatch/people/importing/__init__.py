"""The import of the national certificate database: a file in, what it would change, and, confirmed, the change itself.

``rules/`` decide (what a row says, what differs from the register); ``staging`` keeps what waits, sealed; ``plan`` puts
both together; ``service`` has the acts.
"""
