"""What two-sided checks know of both sides of a unit."""
