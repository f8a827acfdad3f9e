"""Floor 3: from the bytes of a file to a `Document`. One format a module; none knows another's format."""
