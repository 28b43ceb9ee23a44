"""The open image's document: gestures, selection, clipboard and what operations do to it."""
