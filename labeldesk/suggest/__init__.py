"""Suggestions by ONNX models: scanned, recognised from the file alone, run beside the window."""
