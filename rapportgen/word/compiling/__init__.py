"""What is worked out from a template alone, once: spots, unique numbers, required children, lists, tables, notes."""
