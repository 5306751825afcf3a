"""Realistic synthetic histories, said to be so: a generative model whose truth can be asked."""
