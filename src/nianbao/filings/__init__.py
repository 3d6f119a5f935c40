"""What organisations hand in, read from workbooks and packages alike, and what there is to say about it."""
