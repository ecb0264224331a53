"""The model: what reports, forms, agencies and problems are, without files, YAML or HTML."""

from generator.model.agency import AGENCY_KINDS, Agency, Duty, FormerName
from generator.model.catalog import Catalog
from generator.model.form import Form, Forms, Role, Section, Statement
from generator.model.problem import Level, Position, Problem
from generator.model.report import Accept, Cell, Correction, Report, Withdrawal
from generator.model.rule import Rule, Term
from generator.model.table import Block, Heading, NumberKind, Spot, Table

__all__ = [
    "AGENCY_KINDS",
    "Accept",
    "Agency",
    "Block",
    "Catalog",
    "Cell",
    "Correction",
    "Duty",
    "Form",
    "FormerName",
    "Forms",
    "Heading",
    "Level",
    "NumberKind",
    "Position",
    "Problem",
    "Report",
    "Role",
    "Rule",
    "Section",
    "Spot",
    "Statement",
    "Table",
    "Term",
    "Withdrawal",
]
