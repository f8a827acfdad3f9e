"""What is done with repairs: which go together, whether they are right, and what they change."""
