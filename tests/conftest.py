"""Settings of all tests."""

from hypothesis import settings

# No test is timed: on a busy machine the first example of a property may take longer than any limit.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
