# SPDX-License-Identifier: Apache-2.0
"""The language of the program: its own words, Qt's, the forms of numbers and dates, and the type."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from planner.facts.language import set_language
from ui.theme import THEME


class Speech:
    """Speaks one language at a time."""

    def __init__(self, app: QApplication) -> None:
        self._app, self._translator = app, QTranslator()

    def speak(self, code: str) -> None:
        """Speak `zh` or `en` from now on; what stands on the screen is made anew by whoever asks."""
        set_language(code)
        chinese = code == "zh"
        QLocale.setDefault(QLocale("zh_CN" if chinese else "en_US"))
        self._app.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if chinese and self._translator.load("qtbase_zh_CN", folder):
            self._app.installTranslator(self._translator)
        THEME.apply()
