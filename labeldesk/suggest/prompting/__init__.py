"""Models that mark what is clicked: an encoder for the image, a decoder for the clicks."""
