"""The one place that sees every layer: builds the counter from its parts, for each way to run."""
