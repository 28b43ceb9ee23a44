"""What vectors of images tell about labels: heads, orders, neighbours, doubts. Arrays only."""
