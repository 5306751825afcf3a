"""The commands of `creneau`, one module each. What a command needs of solver and exporters it imports when it runs."""
