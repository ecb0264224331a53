"""Write reports as YAML, and edit existing files without changing any other byte."""

from generator.sources.writing.corrections import add_correction, correction_entry
from generator.sources.writing.edit_report import edit_report
from generator.sources.writing.fill_blanks import fill_blanks
from generator.sources.writing.scalars import yaml_text
from generator.sources.writing.text_edits import TextEdit, apply_edits, save_verified
from generator.sources.writing.whole_file import create_file, named_errors, new_folders, replace_file, written_beside
from generator.sources.writing.yaml_writer import dump_report

__all__ = [
    "TextEdit",
    "add_correction",
    "apply_edits",
    "correction_entry",
    "create_file",
    "dump_report",
    "edit_report",
    "fill_blanks",
    "named_errors",
    "new_folders",
    "replace_file",
    "save_verified",
    "written_beside",
    "yaml_text",
]
