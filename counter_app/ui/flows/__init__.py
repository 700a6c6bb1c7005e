"""Screen machines without Qt: state, event, step, view."""
