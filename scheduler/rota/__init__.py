"""The rota: who works which session, what makes it valid and what it costs."""
