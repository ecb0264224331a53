"""The texts of a made-up report, consistent with its tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from generator.model.form import Form
from generator.model.report import Report
from tests.benchmarks.agencies import MadeUpAgency, material, sectors
from tests.benchmarks.phrasebook import Phrasebook
from tests.benchmarks.random_numbers import RandomSource

_REFERENCE = re.compile(r"\{\{([a-z_.]+)\}\}")
_FEE_FIRST_YEAR = 2021
"""The first year whose reports must state the fees charged for handling requests (国办函〔2020〕109号)."""

_STYLES = {"preamble": 0.4, "run_in": 0.6, "listed": 0.2, "references": 0.35, "headed": 0.3}
"""Share of agencies that use each style; with `run_in` a heading is on the same line as its text."""


class PrintedFigures:
    """The printed figures of a report, for its texts to quote."""

    def __init__(self, report: Report, form: Form) -> None:
        self._report, self._form = report, form

    def value(self, *cells: str) -> Decimal:
        """Return the sum of the cells; a cell without a number or missing from the form counts as 0."""
        return sum((self._value(cell) for cell in cells), Decimal(0))

    def _value(self, name: str) -> Decimal:
        spot = self._form.locate(name)
        cell = self._report.tables[spot.section][spot.row.name][spot.index] if spot else None
        return (cell.value if cell else None) or Decimal(0)

    def fill(self, text: str, *, keep: bool) -> str:
        """Return the text with each `{{cell}}` replaced by its number; `keep` keeps those that the site can fill."""

        def number(match: re.Match[str]) -> str:
            spot = self._form.locate(match[1])
            assert spot is not None, match[1]
            cell = self._report.tables[spot.section][spot.row.name][spot.index]
            return match[0] if keep and cell.printed == cell.plain else cell.plain

        return _REFERENCE.sub(number, text)


def make_phrasebook(agency: MadeUpAgency, rng: RandomSource) -> Phrasebook:
    """Return the phrases that suit the agency's kind and sector."""
    general, own = dict(material("phrases")), sectors()[agency.sector]
    for name, more in general.pop("more").get(agency.kind, {}).items():
        general[name] = general[name] + more
    own = {{"topics": "topic", "requests": "request"}.get(key, key): own[key] for key in own}
    phrases = Phrasebook(_lists({**general, **own}), rng)
    area = f"全{agency.level}"
    phrases.values = {
        "self": agency.self_name,
        "level": agency.level,
        "unit": agency.unit_name,
        "area": area,
        "scope": f"{area}各级行政机关" if agency.kind == "government" else agency.self_name,
    }
    return phrases


def _lists(phrases: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the lists of phrases by name; a list in a group is named `group/list`."""
    lists: dict[str, list[Any]] = {}
    for name, entry in phrases.items():
        if isinstance(entry, dict):
            lists |= {f"{name}/{key}": each for key, each in entry.items() if isinstance(each, list)}
        elif isinstance(entry, list):
            lists[name] = entry
    return lists


def random_style(rng: RandomSource) -> dict[str, bool]:
    """Return the agency's random style of writing, which is the same every year."""
    return {name: rng.random() < share for name, share in _STYLES.items()}


def report_texts(
    phrases: Phrasebook, style: Mapping[str, bool], name: str, report: Report, form: Form
) -> dict[str, str]:
    """Return the texts by section, and `preamble` if the agency writes one; `name` is its name at the time."""
    figures = PrintedFigures(report, form)
    year, omit_disputes = report.year, bool(report.accepts)  # their printed figures are wrong
    phrases.values |= {"name": name, "year": year, "last": year - 1, "next": year + 1}
    opening = phrases.sentence("opening")
    parts = (
        _proactive(phrases, year, figures, listed=style["listed"]),
        _applications(phrases, figures) + ("" if omit_disputes else _disputes(phrases, figures)),
        _management(phrases, figures),
        phrases.clauses("platform", phrases.rng.integer(2, 3)),
        _supervision(phrases),
    )
    headings = next(section.headings for section in form.sections if section.headings)
    separator = "。" if style["run_in"] else "\n"
    paragraphs = [
        f"（{number}）{heading}{separator}{part}"
        for number, heading, part in zip("一二三四五", headings, parts, strict=True)
    ]
    texts = {"problems": _problems(phrases, headed=style["headed"]), "other": _other(phrases, year)}
    if style["preamble"]:
        texts["preamble"] = opening
    else:
        paragraphs.insert(0, opening)
    texts["overview"] = "\n".join(paragraphs)
    return {key: figures.fill(text, keep=style["references"]) for key, text in texts.items()}


def _proactive(phrases: Phrasebook, year: int, figures: PrintedFigures, *, listed: bool) -> str:
    text = "".join(
        phrases.sentence(f"{name}/{year}" if phrases.has(f"{name}/{year}") else f"{name}/any")
        for name in ("climate", "years")
    )
    if listed:
        text += phrases.sentence("topic_list") + "".join(f"\n- {phrases.sentence('topic')}" for _ in range(3)) + "\n"
    else:
        text += phrases.sentence("topics")
    volume = phrases.sentence("volume")
    text += f"{volume}\n" if "\n" in volume else volume  # a table needs lines of its own
    if figures.value("disclosure.licensing.decisions"):
        text += phrases.sentence("licensing")
    if figures.value("disclosure.penalties.decisions"):
        text += phrases.sentence("penalties")
    if figures.value("disclosure.fees.amount"):
        text += phrases.sentence("fees")
    if figures.value("disclosure.procurement.count"):
        text += phrases.sentence("procurement")
    return text.rstrip()


def _applications(phrases: Phrasebook, figures: PrintedFigures) -> str:
    new, natural = figures.value("requests.new.total"), figures.value("requests.new.natural")
    done = figures.value("requests.total.total")
    released = figures.value("requests.granted.total", "requests.partial.total")
    phrases.values |= {"organisations": new - natural, "released": released}
    who = "none" if not new else "only_natural" if natural == new else "both" if natural else "only_organisations"
    text = phrases.sentence(f"received/{who}")
    if figures.value("requests.carried_in.total"):
        text += phrases.sentence("carried_in")
    if done:
        text += phrases.sentence("concluded/released" if released == done else "concluded/mixed")
    if figures.value("requests.carried_out.total"):
        text += phrases.sentence("carried_out")
    if new:
        text += phrases.sentence("subjects/several" if new > 2 else "subjects/one")
    return text + phrases.clauses("handling", phrases.rng.integer(1, 2))


def _disputes(phrases: Phrasebook, figures: PrintedFigures) -> str:
    review = figures.value("disputes.review.total")
    litigation = figures.value("disputes.litigation_direct.total", "disputes.litigation_after_review.total")
    phrases.values["litigation"] = litigation
    which = "both" if review and litigation else "review" if review else "litigation" if litigation else "none"
    return phrases.sentence(f"disputes/{which}")


def _management(phrases: Phrasebook, figures: PrintedFigures) -> str:
    normative = "disclosure.normative."
    columns = {"issued": "issued", "in_force": "kept", "made": "made", "total_public": "held"}
    which = next((name for column, name in columns.items() if figures.value(normative + column)), "none")
    return phrases.sentence(f"normative/{which}") + phrases.clauses("management", phrases.rng.integer(2, 3))


def _supervision(phrases: Phrasebook) -> str:
    text = phrases.clauses("supervision", 2)
    if phrases.has("accountability"):
        text += phrases.sentence("accountability")
    if "done" in phrases.values:
        text += phrases.sentence("followup")
    return text


def _problems(phrases: Phrasebook, *, headed: bool) -> str:
    """Return the section on problems and planned measures; next year's report says what was done."""
    gaps = phrases.rng.shuffled([phrases.draw("gaps"), phrases.draw("common_gaps")])
    for number, gap in enumerate(gaps, 1):
        phrases.values |= {f"gap {number}": phrases.fill(gap["gap"]), f"fix {number}": phrases.fill(gap["fix"])}
    phrases.values["done"] = phrases.fill(phrases.rng.choice(gaps)["done"])
    if headed:
        problems, remedies = phrases.sentence("problems_headed"), phrases.sentence("remedies_headed")
        return f"（一）主要问题。{problems}\n（二）改进措施。{remedies}"
    return f"{phrases.sentence('problems')}\n{phrases.sentence('remedies')}"


def _other(phrases: Phrasebook, year: int) -> str:
    lines = [phrases.sentence("treatment_fee")] if year >= _FEE_FIRST_YEAR else []
    if phrases.rng.random() < 0.45:
        lines.append(phrases.sentence("extras"))
    if not lines or phrases.rng.random() < 0.4:
        lines.append(phrases.sentence("nothing_else"))
    return "\n".join(lines)
