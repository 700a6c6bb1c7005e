"""What a store may set, frozen: read once at start, handed on as plain values."""
