"""What vectors of images tell about labels, and where model and labels differ. Arrays only."""
