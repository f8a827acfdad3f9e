"""Many documents, by many processes, into one folder: `docs/batch.md` tells how it goes together."""
