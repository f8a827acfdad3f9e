"""Versions of the same documents, side by side."""
