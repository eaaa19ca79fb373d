"""From chapters to files: the words as they stood, a cover, EPUB and PDF."""
