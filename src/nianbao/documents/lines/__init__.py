"""Reports as lines of text: which lines are a paragraph, which are a table, and of what kind."""
