"""Courses and orders: what goes up or down all along, what holds of all, who comes first."""

TITLE = "趋势、极值、名次"
