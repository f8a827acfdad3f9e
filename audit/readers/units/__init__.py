"""Readers of translation files."""
