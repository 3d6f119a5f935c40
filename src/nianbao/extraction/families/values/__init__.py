"""Values: what a single figure or cell can be at all."""

TITLE = "单个数值"
