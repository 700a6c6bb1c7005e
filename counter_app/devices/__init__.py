"""Terminal, printer and drawer behind their ports, each with a simulated twin."""
