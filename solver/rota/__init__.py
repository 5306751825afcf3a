"""The rota as a model: columns, one constraint a rule, and the search for a good one."""
