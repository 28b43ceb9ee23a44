"""The live mirror in the window: files of touched images are written soon after the edit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from labeldesk.domain.ids import ClassId, ImageId, now_ms
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.editing.session import Along
from labeldesk.formats.mirror import Conflict
from labeldesk.jobs.runner import Runner
from labeldesk.jobs.ticket import Ticket
from labeldesk.storage.records import Applied, Reverted
from labeldesk.ui.exchange.conflicts import Conflicts
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Deliver, Workspace
from labeldesk.work.mirroring import Brought, InStep, Theirs, replaced

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

_SOON_MS = 400
_LEAVING_S = 60.0
_WRITTEN = QT_TRANSLATE_NOOP("Exchange", "All changes saved, files in step: {n} written")
_OFF = QT_TRANSLATE_NOOP("Exchange", "The import is undone, its files are left alone")
_TOOK = QT_TRANSLATE_NOOP("Exchange", "Take what {file} says")


class LiveMirror(QObject):
    """Follows the edits of the open project once `follow` was called, or the project says so."""

    def __init__(self, workspace: Workspace, voice: Voice, deliver: Deliver) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._voice = voice
        self._runner = Runner(deliver, name="mirror")
        self._keeper: InStep | None = None
        self._names: dict[ClassId, str] = {}
        self._touched: set[ImageId] = set()
        self._conflicts = Conflicts(voice, self._mine, self._theirs)
        self._last: Ticket | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.write)
        workspace.opened.connect(self._opened)
        workspace.leaving.connect(self._leave)
        workspace.recorded.connect(lambda image_id: self._touch({image_id}))
        workspace.watcher.was_reverted.connect(self._reverted)
        workspace.watcher.was_applied.connect(self._applied)
        workspace.classes_changed.connect(self._renamed)

    @property
    def is_on(self) -> bool:
        """Whether files are kept in step."""
        return self._keeper is not None

    def follow(self, keeper: InStep | None) -> None:
        """Keep these files in step from now on."""
        self._keeper = keeper
        if keeper is not None and self._touched:
            self._soon.start()

    def save(self) -> None:
        """Write now, also what stood in conflict before; says how many files."""
        keeper = self._keeper
        if keeper is not None:
            paths = self._conflicts.images
            catalogue = self._workspace.catalogue
            self._touched |= {
                catalogue.id_at(i) for i, path in enumerate(catalogue.paths) if path in paths
            }
            self.write(is_told=True)

    def write(self, *, is_told: bool = False) -> None:
        """Write the files of touched images, off this thread."""
        keeper, touched = self._keeper, frozenset(self._touched)
        if keeper is None:
            return
        self._soon.stop()
        self._touched.clear()
        if touched:
            self._last = self._runner.submit(
                lambda _: keeper.bring(touched),
                done=partial(self._brought, keeper, is_told),
                failed=self._voice.error,
            )
        elif is_told:
            self._tell(0)

    def close(self) -> None:
        """The program ends."""
        self._runner.close()

    def _opened(self) -> None:
        self._touched.clear()
        self._names = {}
        project = self._workspace.project
        if project is not None and project.is_writable:

            def resume(_: Cancel) -> tuple[InStep, frozenset[ImageId]] | None:
                keeper = InStep.resume(project)
                return (keeper, keeper.behind()) if keeper is not None else None

            self._runner.submit(
                resume, done=partial(self._resumed, project), failed=self._voice.error
            )

    def _resumed(self, project: Project, resumed: tuple[InStep, frozenset[ImageId]] | None) -> None:
        """What was not written before the end, whatever the end was, is written now; what was
        in conflict is told again.
        """
        if resumed is not None and self._workspace.project is project:
            keeper, behind = resumed
            self._touched |= behind
            self.follow(keeper)

    def _leave(self) -> None:
        """The project is about to be closed: what is not yet written is written now."""
        if self._keeper is not None:
            self.write()
            if self._last is not None:
                self._last.wait(_LEAVING_S)
        self._keeper, self._last = None, None
        self._conflicts.clear()
        self._touched.clear()
        self._soon.stop()

    def _touch(self, images: set[ImageId]) -> None:
        self._touched |= images
        if self._keeper is not None and not self._soon.isActive():
            self._soon.start()

    def _reverted(self, reverted: Reverted) -> None:
        self._touch(set(reverted.images))

    def _applied(self, applied: Applied) -> None:
        project = self._workspace.project
        if project is not None and self._keeper is not None:
            from labeldesk.storage import edits

            question = project.later(lambda c: edits.touched(c, applied.id))
            self._workspace.recorder.ask(question, lambda images: self._touch(set(images)))

    def _renamed(self) -> None:
        """Names stand in the files: those of a class that has another name now are written."""
        names = {item.id: item.name for item in self._workspace.classes}
        changed = {key for key, name in names.items() if self._names.get(key, name) != name}
        self._names = names
        project = self._workspace.project
        if changed and project is not None and self._keeper is not None:
            from labeldesk.storage import queries

            question = project.later(lambda c: queries.images_with(c, changed))
            self._workspace.recorder.ask(question, lambda images: self._touch(set(images)))

    def _brought(self, keeper: InStep, is_told: bool, brought: Brought) -> None:
        if keeper is not self._keeper:
            return
        self._conflicts.follow(brought.settled, brought.conflicts)
        for fault in brought.faults:
            self._voice.error(fault)
        if brought.is_off:
            self._voice.toast(_OFF)
        elif is_told and not brought.conflicts and not brought.faults:
            self._tell(len(brought.written))

    def _tell(self, n: int) -> None:
        self._voice.toast(_WRITTEN.filled(n=n))

    def _mine(self, conflict: Conflict) -> None:
        keeper = self._keeper
        if keeper is not None:
            self._conflicts.drop(conflict.file)
            self._last = self._runner.submit(
                lambda _: keeper.keep_mine(conflict),
                done=partial(self._brought, keeper, False),  # noqa: FBT003 (is_told)
                failed=self._voice.error,
            )

    def _theirs(self, conflict: Conflict) -> None:
        keeper = self._keeper
        if keeper is not None:
            self._last = self._runner.submit(
                lambda _: keeper.keep_theirs(conflict),
                done=partial(self._take, keeper, conflict),
                failed=self._voice.error,
            )

    def _take(self, keeper: InStep, conflict: Conflict, theirs: Theirs) -> None:
        """What the file says takes the place of what the project has; one undo step."""
        workspace, session = self._workspace, self._workspace.shown.session
        if keeper is not self._keeper:
            return
        self._conflicts.drop(conflict.file)
        is_shown = session is not None and session.image_id == theirs.image_id
        document = session.document if session is not None and is_shown else theirs.document
        annotations = theirs.image.annotations
        change = replaced(document, annotations, author=workspace.author, at=now_ms())
        along, title = Along(classes=theirs.classes), _TOOK.filled(file=conflict.file)
        if session is not None and is_shown:
            workspace.shown.interrupt()
            session.apply(title, change, along)
        elif change or along:
            workspace.commit(along.edit(theirs.image_id, change), title)
        self._touched.discard(theirs.image_id)  # the file says so already
        self._last = self._runner.submit(lambda _: keeper.agree(conflict), failed=self._voice.error)
