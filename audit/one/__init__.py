"""One document: read, view, ask, settle."""
