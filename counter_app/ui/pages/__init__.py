"""Pages: render a frozen view, emit intents, decide nothing."""
