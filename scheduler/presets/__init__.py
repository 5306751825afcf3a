"""Cited figures as data: every figure names its source."""
