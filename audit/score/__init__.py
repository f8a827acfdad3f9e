"""Floor 5: weighs findings."""
