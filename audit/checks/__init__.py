"""Floor 3: one check a file, in folders named after the MQM dimensions. A check knows the text view and
the language profile; it knows nothing of files, formats, scores or other checks."""
