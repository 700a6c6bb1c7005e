"""Presenters: the only holders of screen state; they run effects through tasks."""
