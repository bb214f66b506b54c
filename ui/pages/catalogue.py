# SPDX-License-Identifier: Apache-2.0
"""The pages of the program, in the order of the navigation. A page that is not listed here does not exist."""

from ui.pages.budget import BudgetPage
from ui.pages.debts import DebtsPage
from ui.pages.page import Page

PAGES: tuple[type[Page], ...] = (DebtsPage, BudgetPage)
