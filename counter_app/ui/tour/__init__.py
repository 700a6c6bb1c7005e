"""The tour: a scripted day in the real window."""
