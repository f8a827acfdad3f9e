"""Floor 0: the nouns. Nothing here knows a language, a format or a file system."""
