"""What changed since a commit."""
