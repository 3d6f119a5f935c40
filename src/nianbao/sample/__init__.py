"""A made-up district whose schools' figures hold together, and the whole job run on it."""
