"""Of when a report is, when it was written, and what lies ahead of it."""
