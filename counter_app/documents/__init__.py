"""Papers as byte-stable PDF; the only package that knows reportlab."""
