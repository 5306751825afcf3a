"""Other ways to make a rota, run beside ours and judged by the same audit."""
