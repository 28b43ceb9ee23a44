"""Classes in the program: made, deleted, merged, renamed."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from labeldesk.ui.panels.class_picker import ClassPicker


def test_deleting_a_class_with_objects_asks_and_undo_brings_all_back(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat", "dog")
    hand.box((10, 10), (60, 50))
    hand.go(1)
    hand.box((10, 10), (60, 50))
    hand.box((80, 10), (120, 50))
    hand.ready()
    cat = hand.workspace.classes.named("cat")
    hand.program.class_menu.delete(cat, hand.window.pos())
    assert "3" in hand.notices()[-1]
    hand.window.notices.chosen.emit("delete-class", "delete")
    hand.until(lambda: hand.objects() == [] and len(hand.workspace.classes) == 1)
    hand.until(lambda: hand.workspace.catalogue.counts.sum() == 0)
    hand.ready()
    hand.key("Ctrl+Z")
    hand.until(lambda: hand.objects() == ["cat", "cat"])
    hand.until(lambda: hand.workspace.catalogue.counts.tolist() == [1, 2, 0, 0, 0])
    assert hand.workspace.tally.counts[cat.id] == 3


def test_merging_a_class_moves_its_objects_and_undo_brings_them_back(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat", "dog")
    hand.box((10, 10), (60, 50))
    hand.ready()
    cat = hand.workspace.classes.named("cat")
    hand.program.class_menu.merge(cat, hand.window.pos())
    hand.name("dog")
    hand.until(lambda: hand.objects() == ["dog"])
    hand.until(lambda: [c.name for c in hand.workspace.classes] == ["dog"])
    hand.ready()
    hand.key("Ctrl+Z")
    hand.until(lambda: hand.objects() == ["cat"])


def test_merging_says_what_is_merged_and_lists_the_other_classes(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    cat = hand.workspace.classes.named("cat")
    hand.program.class_menu.merge(cat, hand.window.pos())
    assert hand.hints[-1] == "There is no other class to merge it into"
    assert not hand.program.picking.is_asking
    hand.add_classes("cat", "dog", "a class with a name that is rather long")
    hand.key("/", "Escape")
    hand.program.class_menu.merge(cat, hand.window.pos())
    hand.focus(QLineEdit)
    picker = hand.window.findChild(ClassPicker)
    assert picker._title.text() == "Merge cat into"
    assert [row.name for row in picker._rows] == ["dog", "a class with a name that is rather long"]
    assert picker._hint.text() == "Enter merges cat into dog"
    hand.window.grab()  # the text check of these tests raises on what does not fit
    assert picker._hint.y() >= picker.view.geometry().bottom()
    hand.key("Escape", "/")
    assert picker._title.isHidden()
    hand.key("Escape")


def test_merging_into_a_name_that_is_not_there_says_so(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat", "dog")
    hand.box((10, 10), (60, 50))
    cat = hand.workspace.classes.named("cat")
    hand.program.class_menu.merge(cat, hand.window.pos())
    hand.focus(QLineEdit)
    hand.type("horse")
    hand.key("Return")
    assert hand.program.picking.is_asking
    hand.key("Escape")
    assert hand.objects() == ["cat"]


def test_why_a_name_or_a_number_will_not_do_stands_below_the_field(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat", "dog")
    hand.program.class_menu.rename(hand.workspace.classes.named("cat"))
    hand.focus(QLineEdit)
    sheet = hand.program.sheets.dim.sheet()
    place = sheet.geometry()
    reason = sheet._reason.text
    for typed, said in (("Dog", "There is already a class dog. Merge into it instead"),
                        ("  ", "A class has a name")):  # fmt: skip
        hand.name(typed)
        assert reason() == sheet.field.accessibleDescription() == said
        assert hand.program.sheets.dim.sheet() is sheet
    hand.window.grab()  # the text check of these tests raises on what does not fit
    hand.type("c")
    assert reason() == ""
    hand.key("Escape", "Ctrl+G")
    hand.name("99")
    sheet = hand.program.sheets.dim.sheet()
    assert sheet._reason.text() == "No image has this number or this in its name"
    hand.settle()
    assert sheet.height() == place.height()
    hand.name("4")
    assert hand.index == 3
    assert [c.name for c in hand.workspace.classes] == ["cat", "dog"]


def test_renaming_a_class_and_undo(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat", "dog")
    hand.box((10, 10), (60, 50))
    hand.program.class_menu.rename(hand.workspace.classes.named("cat"))
    field = hand.focus(QLineEdit)
    field.setText("dog")
    hand.key("Return")
    assert "dog" in hand.program.sheets.dim.sheet()._reason.text()
    field.setText("<b>Löwe & 🦁</b>")
    hand.key("Return")
    hand.until(lambda: hand.objects() == ["<b>Löwe & 🦁</b>"])
    hand.ready()
    hand.key("Ctrl+Z")
    hand.until(lambda: hand.objects() == ["cat"])
