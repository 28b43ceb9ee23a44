"""The picture with everything on it: one widget, three layers."""
