"""The parts of the window. They show plain rows and emit signals; they know no storage."""
