"""The rows of knowledge, one module for each noun."""
