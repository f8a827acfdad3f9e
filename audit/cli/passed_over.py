"""What a run says of files in folders that it did not take for documents."""

from collections.abc import Mapping


def passed_over(counts: Mapping[str, int]) -> str:
    """The files in folders that may hold texts and were not read, by ending."""
    listed = ", ".join(f"{count:,} {ending}" for ending, count in sorted(counts.items()))
    return (
        f"passed over: {listed} (not where translations lie, without translations, or of a format that is not read); "
        "to check such a file, name it, or its kind with --include"
    )
