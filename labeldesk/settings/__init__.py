"""What the user chose (one table of settings), what the window remembers, and where files lie."""
