"""Money, figures and award shapes: pure arithmetic that imports nothing else of the project."""
