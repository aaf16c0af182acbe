"""What rules about figures look for: one module and one line of `disclint.kinds.source.FINDERS` each."""
