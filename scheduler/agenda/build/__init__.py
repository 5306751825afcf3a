"""From a practice and its rota to the agenda problem."""
