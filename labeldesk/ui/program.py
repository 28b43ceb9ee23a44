"""Everything behind the start page: made after the first paint, wired once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from labeldesk.actions.table import ACTIONS
from labeldesk.settings.places import Places
from labeldesk.settings.store import Settings
from labeldesk.ui import logs
from labeldesk.ui.annotate import AnnotatePage
from labeldesk.ui.backbones import Backbones
from labeldesk.ui.binding.classes import ClassesBinding
from labeldesk.ui.binding.details import DetailsBinding
from labeldesk.ui.binding.display import DisplayBinding
from labeldesk.ui.binding.grid import GridBinding
from labeldesk.ui.binding.history import HistoryBinding
from labeldesk.ui.binding.images import ImagesBinding
from labeldesk.ui.binding.joints import JointsBinding
from labeldesk.ui.binding.learning import LearningBinding
from labeldesk.ui.binding.objects import ObjectsBinding
from labeldesk.ui.binding.runs import RunBinding
from labeldesk.ui.binding.status import StatusBinding
from labeldesk.ui.binding.suggestions import SuggestionsBinding
from labeldesk.ui.binding.unseen import UnseenBinding
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.choice import Choice
from labeldesk.ui.class_menu import ClassMenu
from labeldesk.ui.deliver import Delivery
from labeldesk.ui.desk.window_desk import WindowDesk
from labeldesk.ui.dispatch import Dispatcher
from labeldesk.ui.exchange.exchange import Exchange
from labeldesk.ui.grid_page import GridPage
from labeldesk.ui.learning import Learning, learners_in
from labeldesk.ui.measuring import Failures, Measuring
from labeldesk.ui.memory import Memory
from labeldesk.ui.menus import Menus
from labeldesk.ui.model_desk import ModelDesk
from labeldesk.ui.modelling import Modelling
from labeldesk.ui.page_wiring import PageWiring
from labeldesk.ui.panels.class_picker import ClassPicker
from labeldesk.ui.picking import Picking
from labeldesk.ui.pictures import Pictures
from labeldesk.ui.preferences import Preferences
from labeldesk.ui.reading import Reading
from labeldesk.ui.resuming import Resuming
from labeldesk.ui.review import Review
from labeldesk.ui.safety import Safety
from labeldesk.ui.samples import Samples
from labeldesk.ui.segmenting import Segmenting
from labeldesk.ui.sheets import Sheets
from labeldesk.ui.start import Start
from labeldesk.ui.thumbs import Thumbs
from labeldesk.ui.translate import tr
from labeldesk.ui.views import Views
from labeldesk.ui.voice import Voice
from labeldesk.ui.waiting import WaitingCounts
from labeldesk.ui.window import Window
from labeldesk.ui.wiring import Wiring
from labeldesk.ui.workspace import Workspace


class Program(QObject):
    """Owns everything that lives as long as the window."""

    def __init__(self, window: Window, start: Start, settings: Settings, places: Places) -> None:
        super().__init__(window)
        self.window = window
        self.start = start
        self.settings = settings
        self.places = places
        self.deliver = Delivery(self)
        self.voice = Voice(self)
        self.choice = Choice(self)
        self.workspace = Workspace(self.deliver, places.projects, self)
        self.canvas = Canvas()
        self.page = AnnotatePage(self.canvas)
        self.grid = GridPage()
        self.views = Views(window, {"annotate": self.page, "grid": self.grid})
        self.models = Modelling(self.workspace, self.deliver, places.models)
        self.learning = Learning(self.workspace, self.deliver, partial(learners_in, places))
        self._show_images()
        self.sheets = Sheets(window)
        self.picking = Picking(self.workspace, ClassPicker(window), self.canvas)
        self.desk = WindowDesk(self, self.picking, self.sheets)
        self.class_menu = ClassMenu(self.workspace, self.picking, self.sheets, self.voice)
        self.review = Review(self)
        self.resuming = Resuming(self.workspace, self.models, self.voice, self.deliver)
        self._bind()
        self._take_keys()
        PageWiring(self)
        self.wiring = Wiring(self)
        self._serve()

    def shut_down(self) -> None:
        """The window is gone: write what is left, stop every thread."""
        # The project first: it is free for others while the threads of the rest still end.
        self.workspace.shut_down()
        self.samples.close()
        self.thumbs.close()
        self.pictures.close()
        self.model_desk.close()
        self.reading.close()
        self.segmenting.close()
        self.models.close()
        self.learning.close()
        self.review.close()
        self.resuming.close()
        self.safety.close()
        self.memory.close()
        self.exchange.close()
        self.canvas.close_layers()
        self.deliver.close()

    def _open_models(self) -> None:
        self.reading = Reading(self)
        self.model_desk = ModelDesk(self)
        self.segmenting = Segmenting(self)
        self.desk.models.show = self.model_desk.open
        self.desk.models.read = self.runs.correct = self.reading.correct
        self.backbones.correct = self.reading.correct

    def _show_images(self) -> None:
        self.thumbs = Thumbs(self.workspace, self.deliver, self.places.thumbnails)
        self.pictures = Pictures(self.workspace, self.canvas, self.deliver)
        self.display = DisplayBinding(self.workspace, self.page, self.pictures)

    def _serve(self) -> None:
        """What works beside the pages, once they are wired."""
        self.safety = Safety(self)
        self.exchange = Exchange(self)
        self.preferences = Preferences(self)
        self.memory = Memory(self)
        self.samples = Samples(self)
        self._open_models()

    def _bind(self) -> None:
        workspace, choice, page = self.workspace, self.choice, self.page
        column, desk = page.column, self.desk
        counts = WaitingCounts(workspace, choice, self.models)
        ImagesBinding(workspace, (page.bar, page.film), self.thumbs, counts)
        sights = self.thumbs, self.pictures, self.display
        grid = GridBinding(workspace, self.grid, sights, counts, desk.image_tags)
        grid.serve(desk.batch, lambda: self.views.name == "grid")
        ClassesBinding(workspace, choice, column.classes, page.tools)
        objects = ObjectsBinding(
            workspace, self.canvas, (column.objects, column.image), desk.objects
        )
        self.review.bind(objects)
        column.objects.draw_wanted.connect(lambda: desk.tools.choose("box"))
        JointsBinding(workspace, self.canvas, column.joints, desk.joints)
        DetailsBinding(workspace, self.canvas, column, (desk.attributes, desk.captions))
        UnseenBinding(workspace, self.pictures, self.canvas, column.objects)
        HistoryBinding(workspace, column.history)
        rows = SuggestionsBinding(workspace, choice, page, self.models, desk)
        rows.learns = lambda: self.learning.is_on
        self._bind_learning(counts)
        self._bind_runs(counts, rows)
        StatusBinding(workspace, self.canvas, self.window, self.voice).follow_grid(self.grid)
        notices = self.window.notices
        notices.stand_on(page.foot, page.offer)
        notices.stand_above(self.grid.foot)
        notices.stood.connect(page.foot.leave)
        workspace.current_changed.connect(notices.go_on)
        workspace.recorded.connect(notices.go_on)

        logs.catch(lambda error: self.deliver(lambda: self.voice.error(error)))

    def _bind_runs(self, counts: WaitingCounts, rows: SuggestionsBinding) -> None:
        runs = RunBinding(self.models, counts, self.page.jobs, self.window.status, self.voice)
        self.workspace.current_changed.connect(lambda _: runs.forget_doubt())
        self.canvas.asked.connect(runs.clicked)
        runs.device_is, runs.review = rows.set_device, self.desk.suggest.review
        runs.show_failures = self.desk.program.problems
        self.desk.suggest.accepting.was_accepted = runs.reviewed
        Measuring(self.models)
        runs.failures = Failures(self.models)
        self.runs = runs

    def _bind_learning(self, counts: WaitingCounts) -> None:
        seen = self.canvas, self.grid.grid, self.page.jobs
        bound = LearningBinding(self.workspace, self.learning, seen, counts, self.voice)
        bound.show_grid = lambda: self.views.show("grid")
        learn = self.desk.learn
        learn.window = self.window
        workspace, shelf, dim = self.workspace, self.models.shelf, self.sheets.dim
        chosen = Backbones(workspace, self.learning, shelf, dim, self.settings, self.voice)
        chosen.ask_model = self.desk.project.ask_model
        learn.show_options = chosen.open
        self.backbones = chosen
        shelf.head_added.connect(learn.lend)

    def _take_keys(self) -> None:
        self.menus = Menus(self.window, ACTIONS, self.desk.facts, self.desk.run, tr)
        self.menus.fill(self.window.top.menus)
        self.keys = Dispatcher(self.window, self.canvas, self.canvas, self.desk)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self.keys)
