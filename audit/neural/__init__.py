"""What models say. Adapters behind one protocol; nothing here is imported, and no library loaded, before it is asked."""
