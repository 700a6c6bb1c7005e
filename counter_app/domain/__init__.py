"""Pure decisions: no I/O, no clock, no framework. Values in, values or a Refusal out."""
