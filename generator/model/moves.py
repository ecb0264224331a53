"""Where the agencies of moved folders are now."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.agency import Agency


def moved_ids(agencies: Mapping[str, Agency]) -> dict[str, str]:
    """Return the id that each old id leads to, for agencies in tree order: parents come before their children.

    Old ids are declared (`moved_from`). The folders below a moved one have moved with it, unless they still exist or
    are declared elsewhere.
    """
    declared = {old: agency.id for agency in agencies.values() for old in agency.moved_from}
    moved = {old: id for old, id in declared.items() if old not in agencies}
    old_ids: dict[str, list[str]] = {}
    for agency in agencies.values():
        name = agency.id.rpartition("/")[2]
        below = (f"{old}/{name}" for old in old_ids.get(agency.parent or "", ()))
        implied = [old for old in below if old not in declared and old not in agencies]
        old_ids[agency.id] = [*agency.moved_from, *implied]
        moved |= {old: agency.id for old in implied if old not in moved}
    return moved
