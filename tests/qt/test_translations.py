"""Everything people read is there in Chinese, and the compiled file is the one of the table."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from labeldesk.domain.text import Text
from labeldesk.settings.resource import resource
from labeldesk.ui.translate import Language, tr, use_language

CODE = Path(__file__).resolve().parents[2] / "labeldesk"
GAP = re.compile(r"\{(\w+)[^}]*\}")


def marked() -> set[tuple[str, str]]:
    """(context, source) of every text marked in the code."""
    found = set()
    for file in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == _NAME):
                continue
            context, source = (a.value for a in node.args if isinstance(a, ast.Constant))
            found.add((context, source))
    return found


_NAME = "QT_TRANSLATE_NOOP"


def table() -> dict[tuple[str, str], str]:
    """(context, source) to translation, empty where it is unfinished."""
    root = ET.parse(resource("translations/labeldesk_zh_CN.ts")).getroot()
    rows = {}
    for context in root.iter("context"):
        for message in context.iter("message"):
            said = message.find("translation")
            assert said is not None
            done = said.get("type") is None
            key = (context.findtext("name", ""), message.findtext("source", ""))
            rows[key] = (said.text or "") if done else ""
    return rows


def test_every_text_of_the_code_is_in_the_table_and_no_other() -> None:
    missing, gone = marked() - table().keys(), table().keys() - marked()
    assert not missing, "run `python3 dev.py translate` and translate the new texts"
    assert not gone, "run `python3 dev.py translate`"


def test_every_text_is_translated() -> None:
    assert not [key for key, said in table().items() if not said]


def test_a_translation_has_the_gaps_of_its_source() -> None:
    odd = {
        source
        for (_, source), said in table().items()
        if said and set(GAP.findall(source)) != set(GAP.findall(said))
    }
    assert not odd


def test_the_compiled_file_says_what_the_table_says() -> None:
    assert use_language(Language.CHINESE) is Language.CHINESE
    old = [
        key for key, said in table().items() if said and QCoreApplication.translate(*key) != said
    ]
    assert not old, "run `python3 dev.py translate`"


def test_the_language_can_be_changed_at_any_time() -> None:
    saved = Text("StatusLine", "All changes saved")
    use_language(Language.CHINESE)
    assert tr(saved) == "所有更改已保存"
    use_language(Language.ENGLISH)
    assert tr(saved) == "All changes saved"
