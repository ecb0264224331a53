"""Write all JSON Schemas: `python -m generator.sources.schema_files docs/schemas`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from generator.model.form import Form
from generator.sources.form_loader import load_forms
from generator.sources.json_schema import agency_schema, report_schema, rules_schema
from generator.sources.record_schema import record_schema


def write_schemas(forms: Iterable[Form], folder: Path) -> None:
    """Write `<form id>.json` and `records/<form id>.json` for each form, `agency.json` and `rules.json`."""
    (folder / "records").mkdir(parents=True, exist_ok=True)
    known = list(forms)
    schemas = {"agency": agency_schema(), "rules": rules_schema(known)}
    for form in known:
        schemas |= {form.id: report_schema(form), f"records/{form.id}": record_schema(form)}
    for name, schema in schemas.items():
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_schemas(load_forms().values(), Path(sys.argv[1]))
