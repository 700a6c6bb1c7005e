"""What the selling presenter has carried out: one module a kind of effect."""
