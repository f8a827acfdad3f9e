"""Files repaired."""
