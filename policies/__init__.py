"""What a policy card is, and the content itself: cards, tables, documents, rates, choices."""
