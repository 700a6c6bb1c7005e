"""Policies: published texts into values, and the terms of the open day."""
