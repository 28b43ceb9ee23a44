"""Between vectors and pixels: masks, polygons, run lengths, overlap, booleans, the brush."""
