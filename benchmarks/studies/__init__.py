"""One module a study: a command, and the figures it prints and records."""
