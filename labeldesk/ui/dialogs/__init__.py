"""Sheets over the dimmed window: palette, keys, export, import, settings, about."""
