"""Learning from a history: lengths, absence, acute demand, each judged on its last part; see docs/learning.md."""
