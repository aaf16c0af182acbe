"""What `--fix` writes: the house's own text where a statement is missing, and the right words where they are known."""
