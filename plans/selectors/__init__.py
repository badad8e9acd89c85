"""Reads about plans."""
