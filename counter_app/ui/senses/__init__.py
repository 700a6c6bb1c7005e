"""What the window tells beside its pictures: to the ear, to a screen reader, by moving."""
