"""The clean-up plan: causes, and what each costs."""
