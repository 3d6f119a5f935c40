"""The numbers that open headings and paragraphs, and the runs they make."""
