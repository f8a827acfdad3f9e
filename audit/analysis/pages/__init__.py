"""What a page lacks, or has too much, beside the page it translates."""
