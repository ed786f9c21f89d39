"""Measurements: recognition, resolution, speed; and the recipes of the learned weights."""
