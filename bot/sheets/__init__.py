"""测算单: one calculation on one page, kept under a short code, as page, PDF and picture."""
