"""What the two sides of a unit have in common, and what one of them lacks."""
