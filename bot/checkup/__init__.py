"""Eligibility for people: verdicts and check-ups in words, as a page and for programs."""
