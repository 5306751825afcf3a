"""The practice, its rules, its measures: the judge of every answer."""
