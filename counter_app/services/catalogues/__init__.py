"""Catalogues: a supplier's file is read, looked through and published."""
