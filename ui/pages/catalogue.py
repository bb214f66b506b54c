# SPDX-License-Identifier: Apache-2.0
"""The pages of the program, in the order of the navigation. A page that is not listed here does not exist."""

from ui.pages.agreement import AgreementPage
from ui.pages.budget import BudgetPage
from ui.pages.debts import DebtsPage
from ui.pages.documents import DocumentsPage
from ui.pages.evidence import EvidencePage
from ui.pages.guide import GuidePage
from ui.pages.help import HelpPage
from ui.pages.negotiate import NegotiatePage
from ui.pages.notice import NoticePage
from ui.pages.overview import OverviewPage
from ui.pages.page import Page
from ui.pages.plan import PlanPage
from ui.pages.statements import StatementsPage

PAGES: tuple[type[Page], ...] = (
    OverviewPage,
    NoticePage,
    DebtsPage,
    BudgetPage,
    StatementsPage,
    PlanPage,
    NegotiatePage,
    EvidencePage,
    DocumentsPage,
    AgreementPage,
    HelpPage,
)

ASIDE: tuple[type[Page], ...] = (GuidePage,)  # reached from the menu and the start page, not from the rail
