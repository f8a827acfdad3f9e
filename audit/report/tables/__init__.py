"""Findings, documents and segments as tables."""
