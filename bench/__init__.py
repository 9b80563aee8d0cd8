"""Scores: what sayso finds against what careful readers found."""
