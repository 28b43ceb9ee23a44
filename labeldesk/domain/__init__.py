"""The values everything else speaks in: geometry, annotations, classes, changes, texts."""
