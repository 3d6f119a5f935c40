"""Shares and rates: a part over its whole, in per cent or as a fraction."""

TITLE = "占比与率"
