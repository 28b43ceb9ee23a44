"""Between what is open and what a panel shows: one module per panel, both ways."""
