"""Problems that others published, read from files that the user names."""
