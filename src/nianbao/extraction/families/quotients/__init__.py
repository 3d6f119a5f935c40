"""Quotients and products: ratios, means, multiples and conversions."""

TITLE = "比、均值、倍数、换算"
