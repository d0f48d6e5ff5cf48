"""Care of the data about people: the acts that touch every subject. Merge and undo, export, correction, erasure."""
