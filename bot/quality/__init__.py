"""Quality tools: question sets, scores and comparisons, examples left out, and why an answer was given."""
