"""Two rule sets compared: what is new, gone, stricter or looser, in words."""
