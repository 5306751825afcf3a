"""What the sessions of a period should hold together: a module for each kind of need."""
