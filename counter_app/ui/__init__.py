"""The window; the only package that knows Qt. Stays empty, so that a flow never loads Qt."""
