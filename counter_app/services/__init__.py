"""Use cases, one module a verb: each decides with the domain and commits through the ports."""
