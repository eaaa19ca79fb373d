"""What changes sessions: their plan, who is there, what is recorded."""
