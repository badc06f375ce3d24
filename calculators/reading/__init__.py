"""What people write, as values of fields: numerals, figures, answers, whole sentences."""
