"""The narrative of a made-up report, in keeping with its tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from generator.model.form import Form
from generator.model.report import Report
from tests.benchmarks.chance import Dice
from tests.benchmarks.clerk import Clerk
from tests.benchmarks.organs import Organ, material, matters

_FIGURE = re.compile(r"\{\{([a-z_.]+)\}\}")
_FEE_SINCE = 2021
"""The first year a report must state what was charged for handling applications (国办函〔2020〕109号)."""

_HABITS = {"preamble": 0.4, "run_in": 0.6, "listed": 0.2, "references": 0.35, "headed": 0.3}


class Figures:
    """The printed figures of a report, for the text to quote."""

    def __init__(self, report: Report, form: Form) -> None:
        self._report, self._form = report, form

    def value(self, *cells: str) -> Decimal:
        """The sum of the cells; one without a number, or that the form does not have, counts nothing."""
        return sum((self._value(cell) for cell in cells), Decimal(0))

    def _value(self, name: str) -> Decimal:
        spot = self._form.locate(name)
        cell = self._report.tables[spot.section][spot.row.name][spot.index] if spot else None
        return (cell.value if cell else None) or Decimal(0)

    def quote(self, text: str, *, keep: bool) -> str:
        """The text with each `{{cell}}` replaced by its number, or kept for the site to fill."""

        def number(match: re.Match[str]) -> str:
            spot = self._form.locate(match[1])
            assert spot is not None, match[1]
            cell = self._report.tables[spot.section][spot.row.name][spot.index]
            return match[0] if keep and cell.printed == cell.plain else cell.plain

        return _FIGURE.sub(number, text)


def engage(organ: Organ, dice: Dice) -> Clerk:
    """A clerk who knows what the organ deals with."""
    phrases, own = dict(material("phrases")), matters()[organ.matter]
    for name, cards in phrases.pop("more").get(organ.kind, {}).items():
        phrases[name] = phrases[name] + cards
    own = {{"topics": "topic", "requests": "request"}.get(key, key): own[key] for key in own}
    clerk = Clerk(_packs({**phrases, **own}), dice)
    area = f"全{organ.level}"
    scope = f"{area}各级行政机关" if organ.kind == "government" else organ.self
    clerk.facts = {"self": organ.self, "level": organ.level, "unit": organ.unit, "area": area, "scope": scope}
    return clerk


def _packs(phrases: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Packs of cards by name; those of a group are named `group/pack`."""
    packs: dict[str, list[Any]] = {}
    for name, entry in phrases.items():
        if isinstance(entry, dict):
            packs |= {f"{name}/{key}": cards for key, cards in entry.items() if isinstance(cards, list)}
        elif isinstance(entry, list):
            packs[name] = entry
    return packs


def habits(dice: Dice) -> dict[str, bool]:
    """The organ's ways of writing, kept over the years."""
    return {name: dice.throw() < share for name, share in _HABITS.items()}


def narrative(clerk: Clerk, ways: Mapping[str, bool], name: str, report: Report, form: Form) -> dict[str, str]:
    """The texts by section, and `preamble` where the organ writes one; the organ then bore `name`."""
    figures = Figures(report, form)
    year, silent = report.year, bool(report.accepts)  # of figures at fault nothing is said
    clerk.facts |= {"name": name, "year": year, "last": year - 1, "next": year + 1}
    opening = clerk.one("opening")
    parts = (
        _proactive(clerk, year, figures, listed=ways["listed"]),
        _applications(clerk, figures) + ("" if silent else _disputes(clerk, figures)),
        _management(clerk, figures),
        clerk.clauses("platform", clerk.dice.number(2, 3)),
        _supervision(clerk),
    )
    headings = next(section.headings for section in form.sections if section.headings)
    between = "。" if ways["run_in"] else "\n"
    paragraphs = [
        f"（{number}）{heading}{between}{part}"
        for number, heading, part in zip("一二三四五", headings, parts, strict=True)
    ]
    texts = {"problems": _problems(clerk, headed=ways["headed"]), "other": _other(clerk, year)}
    if ways["preamble"]:
        texts["preamble"] = opening
    else:
        paragraphs.insert(0, opening)
    texts["overview"] = "\n".join(paragraphs)
    return {key: figures.quote(text, keep=ways["references"]) for key, text in texts.items()}


def _proactive(clerk: Clerk, year: int, figures: Figures, *, listed: bool) -> str:
    text = "".join(
        clerk.one(f"{name}/{year}" if clerk.has(f"{name}/{year}") else f"{name}/any") for name in ("climate", "years")
    )
    if listed:
        text += clerk.one("topic_list") + "".join(f"\n- {clerk.one('topic')}" for _ in range(3)) + "\n"
    else:
        text += clerk.one("topics")
    volume = clerk.one("volume")
    text += f"{volume}\n" if "\n" in volume else volume  # a table stands on lines of its own
    if figures.value("disclosure.licensing.decisions"):
        text += clerk.one("licensing")
    if figures.value("disclosure.penalties.decisions"):
        text += clerk.one("penalties")
    if figures.value("disclosure.fees.amount"):
        text += clerk.one("fees")
    if figures.value("disclosure.procurement.count"):
        text += clerk.one("procurement")
    return text.rstrip()


def _applications(clerk: Clerk, figures: Figures) -> str:
    new, natural = figures.value("requests.new.total"), figures.value("requests.new.natural")
    done = figures.value("requests.total.total")
    released = figures.value("requests.granted.total", "requests.partial.total")
    clerk.facts |= {"organisations": new - natural, "released": released}
    who = "none" if not new else "only_natural" if natural == new else "both" if natural else "only_organisations"
    text = clerk.one(f"received/{who}")
    if figures.value("requests.carried_in.total"):
        text += clerk.one("carried_in")
    if done:
        text += clerk.one("concluded/released" if released == done else "concluded/mixed")
    if figures.value("requests.carried_out.total"):
        text += clerk.one("carried_out")
    if new:
        text += clerk.one("subjects/several" if new > 2 else "subjects/one")
    return text + clerk.clauses("handling", clerk.dice.number(1, 2))


def _disputes(clerk: Clerk, figures: Figures) -> str:
    review = figures.value("disputes.review.total")
    litigation = figures.value("disputes.litigation_direct.total", "disputes.litigation_after_review.total")
    clerk.facts["litigation"] = litigation
    which = "both" if review and litigation else "review" if review else "litigation" if litigation else "none"
    return clerk.one(f"disputes/{which}")


def _management(clerk: Clerk, figures: Figures) -> str:
    normative = "disclosure.normative."
    columns = {"issued": "issued", "in_force": "kept", "made": "made", "total_public": "held"}
    which = next((pack for column, pack in columns.items() if figures.value(normative + column)), "none")
    return clerk.one(f"normative/{which}") + clerk.clauses("management", clerk.dice.number(2, 3))


def _supervision(clerk: Clerk) -> str:
    text = clerk.clauses("supervision", 2)
    if clerk.has("accountability"):
        text += clerk.one("accountability")
    if "done" in clerk.facts:
        text += clerk.one("followup")
    return text


def _problems(clerk: Clerk, *, headed: bool) -> str:
    """What was wanting and what will be done; next year's report tells what came of it."""
    gaps = clerk.dice.shuffled([clerk.deal("gaps"), clerk.deal("common_gaps")])
    for number, gap in enumerate(gaps, 1):
        clerk.facts |= {f"gap {number}": clerk.say(gap["gap"]), f"fix {number}": clerk.say(gap["fix"])}
    clerk.facts["done"] = clerk.say(clerk.dice.pick(gaps)["done"])
    if headed:
        return f"（一）主要问题。{clerk.one('problems_headed')}\n（二）改进措施。{clerk.one('remedies_headed')}"
    return f"{clerk.one('problems')}\n{clerk.one('remedies')}"


def _other(clerk: Clerk, year: int) -> str:
    lines = [clerk.one("treatment_fee")] if year >= _FEE_SINCE else []
    if clerk.dice.throw() < 0.45:
        lines.append(clerk.one("extras"))
    if not lines or clerk.dice.throw() < 0.4:
        lines.append(clerk.one("nothing_else"))
    return "\n".join(lines)
