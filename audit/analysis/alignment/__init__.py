"""Which part of a translation belongs to which part of its source: blocks, then sentences."""
