"""Floor 1: facts about languages, read from `data/`. No opinion, no text."""
