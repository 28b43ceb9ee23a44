"""Renders every scene to PNG: ``python -m tests.qt.gallery OUT [scene ...]``; look at them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from labeldesk.ui import paint
from labeldesk.ui.theme import Scheme, look
from labeldesk.ui.translate import Language, use_language
from tests.qt.scenes import SCENES


def main(arguments: list[str]) -> None:
    out, wanted = Path(arguments[0]), set(arguments[1:])
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    look().install(app, Scheme.DARK)
    paint.check_fit(lambda what: sys.stderr.write(f"misfit: {what}\n"))
    for scheme in (Scheme.DARK, Scheme.LIGHT, Scheme.CONTRAST):
        look().choose(scheme)
        for language in (Language.ENGLISH, Language.CHINESE):
            use_language(language)
            for name, scene in SCENES.items():
                stem = f"{name}_{scheme}_{language}"
                if wanted and not any(w in stem for w in wanted):
                    continue
                widget = scene()
                widget.show()
                app.processEvents()
                widget.grab().save(str(out / f"{stem}.png"))
                widget.close()


if __name__ == "__main__":
    main(sys.argv[1:])
