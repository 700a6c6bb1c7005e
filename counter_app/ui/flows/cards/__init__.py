"""The stories that play on the card beside the basket, each with what it shows."""
