"""Turns a problem into a model and an answer back: the only home of ortools."""
