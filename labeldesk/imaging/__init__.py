"""Pictures: listing, decoding, pyramids, caches, thumbnails. Never modifies a file of the user."""
