"""Shares and rates: what they were worked out from, and whose they are."""
