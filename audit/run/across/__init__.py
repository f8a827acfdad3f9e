"""What the units of a run say of each other."""
