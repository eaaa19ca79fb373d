"""What changes people, units and accounts."""
