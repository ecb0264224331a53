"""Write all JSON Schemas, and the forms as JSON: `python -m generator.sources.schema_files docs/schemas`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from generator.model.form import Form
from generator.sources.form_loader import load_forms
from generator.sources.form_record import form_record, forms_index
from generator.sources.json_schema import agency_schema, report_schema, rules_schema
from generator.sources.record_schema import record_schema


def write_schemas(forms: Iterable[Form], folder: Path) -> None:
    """Write `<form id>.json` and `records/<form id>.json` for each form, `agency.json` and `rules.json`.

    The forms themselves are below `forms/`, with an index.
    """
    for name in ("records", "forms"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    known = list(forms)
    schemas = {"agency": agency_schema(), "rules": rules_schema(known)}
    for form in known:
        schemas |= {form.id: report_schema(form), f"records/{form.id}": record_schema(form)}
    for name, schema in schemas.items():
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    records = {"index": forms_index(known)} | {form.id: form_record(form) for form in known}
    for name, record in records.items():
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
        (folder / f"forms/{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_schemas(load_forms().values(), Path(sys.argv[1]))
