"""What is inside a .docx: package, styles, numbering, and the walk through its body."""
