"""How well do rankers find what people turned to? Questions, systems that answer them, figures with their intervals.

Only what was known before a question's instant may answer it, and only other people's interactions may teach it.
"""
