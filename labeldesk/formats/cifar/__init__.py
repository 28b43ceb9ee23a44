"""CIFAR-10's batches, which hold images and classes and can only be read."""
