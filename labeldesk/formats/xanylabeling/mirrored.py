"""X-AnyLabeling's JSON beside the images, for the live mirror."""

from __future__ import annotations

from labeldesk.formats.labelme.mirrored import LabelmeFiles
from labeldesk.formats.xanylabeling.codec import CODEC


class XAnyLabelingFiles(LabelmeFiles):
    """The file beside the image that has its stem."""

    codec = CODEC
