"""OpenCV, set up once for worker threads: import `cv2` from here, inside functions.

One thread per call: the workers are the parallelism, and more would take cores from painting.
Its log is silenced because what it says is told to the user as a sentence.
"""

from __future__ import annotations

import cv2

cv2.setNumThreads(1)
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

__all__ = ["cv2"]
