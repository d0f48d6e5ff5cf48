"""Submissions as they arrive, registrations, and profiles of people who look for work."""
