"""Runs compared over time."""
