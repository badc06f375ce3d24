"""Content: reading it strictly, putting it together, finding every fault in it at once."""
