"""Floor 4: which checks exist, which of them run, and why the others do not."""
