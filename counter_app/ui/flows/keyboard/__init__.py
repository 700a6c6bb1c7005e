"""Keys without Qt: which asks for what, what they type, and who typed."""
