"""Floor 6: one document, many documents."""
