"""Many records judged at once: the same verdicts as one by one, by whole-number arithmetic on arrays."""
