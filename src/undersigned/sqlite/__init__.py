"""Django's SQLite, but writers of one process queue instead of asking over and over."""
