"""What a translation left behind: stretches of another language, each judged by named evidence."""
