"""The window's side of the actions: one module per noun of `labeldesk.actions.desk`."""
