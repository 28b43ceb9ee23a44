"""Work away from the UI thread: worker threads, tickets to cancel it, throttled progress."""
