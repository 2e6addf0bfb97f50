"""The built-in agents, one file each; discovered, never listed."""
