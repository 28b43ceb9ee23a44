"""What `dev.py` runs inside ``.venv``, where Labeldesk and its dependencies are at hand."""
