"""Which files are meant; files written whole or not at all."""
