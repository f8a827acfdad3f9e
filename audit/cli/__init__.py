"""Floor 7: the door. Arguments in, exit code out."""
