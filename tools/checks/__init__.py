"""Small checks of the sources. Each module has `problems(root)`, a sentence for each fault."""
