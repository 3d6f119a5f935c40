"""What tables say: which cell is a number of what, and which rows and columns a sentence means."""
