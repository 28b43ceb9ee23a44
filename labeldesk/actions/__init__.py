"""Everything a user can do, as one table: menus, keys, palette and cheat sheet come from it."""
