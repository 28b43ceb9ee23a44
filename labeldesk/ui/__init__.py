"""What a person sees: theme, widgets, panels, dialogs, canvas and window."""
