"""Floor 2: finds things in a text. No opinion: what is a fault is decided by checks."""
