"""Sums: a whole and its parts, in sentences and in tables."""

TITLE = "总数与分项"
