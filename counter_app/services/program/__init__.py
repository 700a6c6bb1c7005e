"""The program itself: what it is made of, where its files lie, what it tells of a bug."""
