"""The project file: one SQLite database, one journal, one writer.

Import its modules inside functions where start-up counts: SQLAlchemy takes 0.2 s.
"""
