"""Answers held to hand-written facts: cases, scorers, statistics, runs, reports and the pytest plugin."""
