"""What running text tells: values, pairs, changes, runs of figures, and whose they are."""
