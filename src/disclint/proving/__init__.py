"""Proves that rules hold: their examples, the same statements damaged and rewritten, bans over prescribed texts, mutants."""
