"""Other systems' expected results, run against the functions that the counter itself calls."""
