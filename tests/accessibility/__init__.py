"""The 24 checks that every page and state passes, in each language and dress."""
