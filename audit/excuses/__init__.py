"""What is excused: baselines, directives, rules."""
