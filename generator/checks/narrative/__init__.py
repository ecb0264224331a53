"""Checks of the text: whether its figures agree with the tables and each other, and what was left in it by mistake."""

from generator.checks.narrative.copies import check_copies
from generator.checks.narrative.run import ConfirmedFigure, check_narrative, confirmed_figures

__all__ = ["ConfirmedFigure", "check_copies", "check_narrative", "confirmed_figures"]
