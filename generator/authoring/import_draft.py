"""Import a draft of the filing page: the report that it holds, as the page has written it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from generator.authoring.errors import RefusedError
from generator.authoring.import_correction import Corrected, correction_of, import_correction
from generator.authoring.import_file import load_text, refuse_bad_target
from generator.authoring.import_request import YEARS, ImportRequest
from generator.authoring.import_result import ImportProblem, ImportResult, check_imported
from generator.model.catalog import Catalog
from generator.model.paths import shown_path
from generator.model.provenance import Origin
from generator.sources.writing import create_file

_FORMAT = "gongkai-draft-1"
_MAX_BYTES = 10_000_000
"""Maximum size of a draft, in bytes: its report has at most a tenth, and is in it up to six times, escaped."""


class Draft(NamedTuple):
    """The agency and year of a draft, the text of its source file, and what it corrects, if it does."""

    agency: str
    year: int
    text: str
    corrected: Corrected | None = None

    @property
    def origin(self) -> Origin:
        """What a file exported by this program would say of itself."""
        return Origin(self.agency, str(self.year), "", "")


def draft_in(source: Path) -> Draft | None:
    """Return the draft in a file of the filing page; None for any other file."""
    if not source.is_file() or source.stat().st_size > _MAX_BYTES:
        return None
    data = source.read_bytes()
    if not data.startswith(b"{") or _FORMAT.encode() not in data:
        return None
    try:
        fields = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict) or fields.get("format") != _FORMAT:
        return None
    corrected = _corrected(fields)
    match fields:
        case {"agency": str(agency), "year": int(year), "report": str(text)} if year in YEARS:
            if corrected or "correction" not in fields:
                return Draft(agency, year, text, corrected)
    raise RefusedError(f"{shown_path(source)} 是报送页的草稿，但内容不全。请在报送页重新导出草稿文件。")


def _corrected(fields: dict[str, Any]) -> Corrected | None:
    match fields:
        case {"before": str(before), "report": str(after), "correction": {"version": str(version)} as correction}:
            return Corrected(before, after, version, correction_of(correction))
    return None


def import_draft(request: ImportRequest, catalog: Catalog, draft: Draft, *, force: bool = False) -> ImportResult:
    """Write the draft's report, or what it corrects into the existing one; `force` accepts another version of that.

    Raises RefusedError if the draft cannot be read, a new report exists, or the corrected one does not.
    """
    own = catalog.root / request.agency / f"{request.year}.yml"
    if draft.corrected and request.target == own:
        if own.exists():
            return import_correction(request, catalog, draft.corrected, force=force)
        if draft.corrected.reason:
            raise RefusedError(f"没有 {shown_path(own)}，不能更正。请用 --reports 指明公布它的报告文件夹。")
    refuse_bad_target(request, catalog)
    report, faults = load_text(request, draft.text, catalog)
    if report is None:
        raise RefusedError(f"{shown_path(request.source)} 里的报告读不出来。请在报送页重新导出草稿文件。")
    path = request.target or catalog.root / request.agency / f"{request.year}.yml"
    checked = check_imported(catalog, report)
    problems = sorted((*faults, *checked), key=lambda problem: (problem.level == "note", problem.at))
    placed = [ImportProblem(replace(each, at=each.at._replace(path=path)), None) for each in problems]
    if request.target:
        create_file(request.target, draft.text.encode())
    return ImportResult(request, draft.text, placed)
