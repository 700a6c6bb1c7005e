"""The kit: keys, fields, cards, number pad; every look comes from the theme."""
