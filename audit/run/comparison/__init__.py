"""From what was typed to versions that can be compared."""
