"""What a text says: its words brought to plain typing, its grammar, and what it asks about."""
