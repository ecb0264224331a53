"""The commands of `gongkai`, one module each (those that share a job share one)."""

from generator.commands.bind import bind
from generator.commands.build import build, join, plan, serve
from generator.commands.check import check
from generator.commands.correct import correct
from generator.commands.export import export
from generator.commands.import_ import import_
from generator.commands.new import new

COMMANDS = (check, build, serve, new, bind, correct, import_, export, plan, join)
"""In the order in which the help lists them."""

__all__ = ["COMMANDS"]
