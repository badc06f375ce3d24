"""The web chat: one page and the JSON API behind it."""
