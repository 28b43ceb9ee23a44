"""Data sets in and out of the open project: export, import, files kept in step."""
