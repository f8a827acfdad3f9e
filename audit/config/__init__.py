"""What was chosen: configuration files, rules by path, side files."""
