"""Calculations in conversation: asking for what is missing, taking corrections, saying the result."""
