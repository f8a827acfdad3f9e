"""Floor 5: shows results. Every format is a pure function of results; nobody here reads a document."""
