"""What editors see: open documents, their diagnostics and repairs, over the Language Server Protocol."""
