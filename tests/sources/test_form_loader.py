"""Loading form files: years, units, kinds of number, and the refusal of contradictory files."""

import re
from pathlib import Path

import pytest
import yaml

from generator.model.form import Form, Forms
from generator.sources.form_loader import FORMS, load_forms
from generator.sources.reading.nodes import MapNode, Node
from generator.sources.reading.tree import read_tree
from generator.sources.rule_parser import FormError
from tests.conftest import TESTS

HAN = "[\u4e00-\u9fff]"
MADE_UP = (TESTS / "forms" / "made-up.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("year", "form"), [(2018, None), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2024, "2021"), (2099, "2021")]
)
def test_each_year_has_its_form(year: int, form: str | None) -> None:
    found = load_forms().for_year(year)
    assert (found and found.id) == form


def test_a_new_form_ends_the_previous_one(made_up_forms: Forms) -> None:
    years = {form.id: (form.first_year, form.last_year) for form in made_up_forms.values()}
    assert years == {
        "2019": (2019, 2020),
        "2021": (2021, 2030),
        "2021-mixed": (None, None),
        "2019-mixed": (None, None),
        "made-up": (2031, None),
    }


def test_the_mixed_form_differs_from_2021_in_one_row(forms: Forms) -> None:
    mixed, full = forms["2021-mixed"], forms["2021"]
    assert set(full.cells) - set(mixed.cells) == {
        f"requests.other.{row}.{column}"
        for row in ("no_correction", "no_payment", "other")
        for column in ("natural", "business", "research", "public_interest", "legal_service", "other_org", "total")
    }
    assert {cell.rpartition(".")[0] for cell in set(mixed.cells) - set(full.cells)} == {"requests.other"}
    assert mixed.sections == full.sections


@pytest.mark.parametrize(
    ("form", "cell", "number", "unit"),
    [
        ("2021", "disclosure.fees.amount", "amount", "万元"),
        ("2021", "disclosure.licensing.decisions", "count", "件"),
        ("2021", "requests.denied.query.total", "count", "件"),
        ("2019", "disclosure.penalties.change", "signed", "项"),
        ("2019", "disclosure.penalties.decisions", "count", "件"),
        ("2019", "disclosure.fees.previous", "count", "项"),
        ("2019", "disclosure.procurement.amount", "amount", "元"),
    ],
)
def test_cells_have_a_kind_of_number_and_a_unit(form: str, cell: str, number: str, unit: str, forms: Forms) -> None:
    spot = forms[form].locate(cell)
    assert spot
    assert (spot.number, spot.unit) == (number, unit)


@pytest.mark.parametrize("cell", ["requests", "requests.new", "requests.new.all", "request.new.total", "", ".."])
def test_unknown_cells_are_not_located(cell: str, forms: Forms) -> None:
    assert forms["2021"].locate(cell) is None


def test_every_cell_is_located_by_its_name(made_up_form: Form) -> None:
    cells = list(made_up_form.cells)
    assert len(cells) == 2 * 3 + 1 + 3 + 7 * 5 + 3 * 3
    for cell in cells:
        spot = made_up_form.locate(cell)
        assert spot
        assert f"{spot.section}.{spot.row.name}.{spot.column.name}" == cell


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.yml")), ids=lambda path: path.stem)
def test_no_form_file_repeats_a_key(path: Path) -> None:
    """`read_data` would silently keep the last of two equal keys."""

    def keys(node: Node) -> list[str]:
        pairs = node.entries if isinstance(node, MapNode) else []
        return [str(getattr(key, "value", "")) for key, _ in pairs]

    stack: list[Node] = [root] if (root := read_tree(path).root) else []
    assert stack
    while stack:
        node = stack.pop()
        assert len(set(keys(node))) == len(keys(node))
        stack += [value for _, value in node.entries] if isinstance(node, MapNode) else getattr(node, "items", [])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("form: made-up", "form: other", "made-up.yml: its form is other"),
        ("form: made-up", "form: made-up\ntold: {}", "made-up.yml: unknown keys ['told']"),
        ("years: {from: 2031}", "years: {from: 2021}", "2021.yml and made-up.yml: both are the form of 2021"),
        ("years: {from: 2031}", "years: {from: 2031}\nbase: 1999", "made-up.yml: unknown base 1999"),
        ("  hearings: {title: 四、听证情况}", "", "made-up.yml: tables without a section: ['hearings']"),
        ("outside: 外地", "Outside: 外地", "made-up.yml: visits: bad key 'Outside'"),
        ("groups: 团体", "sum: 团体", "made-up.yml: visits: column sum is listed twice"),
        ("left: 三、未结", "rest: 三、未结", "made-up.yml: visits: rule flow: no line 'left'"),
        ("upkeep: 养护", "roads: 养护", "made-up.yml: works: row roads is listed twice"),
        ("begun - finished", "begun - ended", "made-up.yml: works: rule net: no line 'ended'"),
        ("begun - finished", "begun * finished", "made-up.yml: works: rule net: unknown sign '*'"),
        ("begun - finished", "begun -", "made-up.yml: works: rule net: a term or a sign is missing in: begun -"),
        ("net = begun - finished", "net begun", "made-up.yml: works: rule net: no =, <= or >= in: net begun"),
        (
            "weight: warning",
            "weight: doubt",
            "made-up.yml: works: rule carried: each must be row or column, weight error",
        ),
        ("number: amount", "number: money", "made-up.yml: works: unknown kind of number 'money'"),
        ("[visits.received.sum]", "[visits.received.all]", "made-up.yml: role received: no cell visits.received.all"),
        (
            "[visits.received.sum]",
            "[visits.received.sum, works.upkeep.spent]",
            "made-up.yml: role received: cells of different units ['人次', '元']",
        ),
        (
            "years: {from: 2031}",
            "years: {from: 2031}\nexplanations: {visits.left: {text: 未结。}, visits.all.urban: {text: 无。}}",
            "made-up.yml: explanations: no heading visits.all.urban",
        ),
        (
            "years: {from: 2031}",
            "years: {from: 2031}\nmeanings: {visits.left: 未结, visits.left.sum: 未结, visits.gone: 无}",
            "made-up.yml: meanings: no heading or cell visits.gone",
        ),
        ("display: large", "display: huge", "made-up.yml: role settled: unknown display 'huge'"),
        ("[finished, passed_on]", "[finished, open, left]", "made-up.yml: outcomes: no role open, left"),
        ("concluded: settled", "concluded: hearings", "made-up.yml: outcomes: roles of different units"),
        (
            "years: {from: 2031}",
            "years: {from: 2031}\nline_breaks: [甲类 工程, 听 政, 概 况]",
            "made-up.yml: line_breaks: no label of a table head: 听政, 概况",
        ),
        (
            "years: {from: 2031}",
            "years: {from: 2031}\nline_breaks: [甲类 工程, 甲 类 工程]",
            "made-up.yml: line_breaks: a label is listed twice",
        ),
    ],
)
def test_a_form_that_contradicts_itself_is_refused(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert old in MADE_UP
    (tmp_path / "made-up.yml").write_text(MADE_UP.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FormError) as caught:
        load_forms(FORMS, tmp_path)
    assert message in str(caught.value)


def _head_labels(form: Form) -> set[str]:
    blocks = [block for table in form.tables.values() for block in table.blocks]
    headings = [each for block in blocks for top in (*block.columns, *block.rows) for each in top.tree]
    labels = {heading.label for heading in headings} | {role.label for role in form.roles.values()}
    return labels | {text for block in blocks for text in (block.title, block.corner) if text}


@pytest.mark.parametrize("id", sorted(load_forms()))
def test_official_forms_list_the_line_breaks_of_long_labels(id: str) -> None:
    form = load_forms()[id]
    labels = _head_labels(form)
    assert {label for label in labels if len(re.findall(HAN, label)) > 4} <= form.line_breaks.keys() <= labels
    for label in labels:
        words = form.words(label)
        assert "".join(words) == label
        assert all(words)
        assert [run for word in words for run in re.findall(f"{HAN}{{6,}}", word)] == []


def test_roles_have_the_words_of_their_labels(forms: Forms) -> None:
    roles = forms["2019"].roles
    assert roles["licensing"].words == ("行政", "许可", "决定")
    assert roles["carried_out"].words == ("结转", "下年度")


def test_labels_without_line_breaks_are_one_word(made_up_form: Form) -> None:
    assert made_up_form.line_breaks == {}
    assert made_up_form.words("来访人员") == ("来访人员",)
    assert made_up_form.roles["received"].words == ("接待",)


@pytest.mark.parametrize("id", ["2019", "2019-mixed", "2021", "2021-mixed", "made-up"])
def test_every_form_divides_what_was_concluded_into_outcomes(id: str, made_up_forms: Forms) -> None:
    """The cells of the parts are exactly those that a rule adds up to the cells of the whole."""
    form = made_up_forms[id]
    assert form.outcomes
    (whole,) = form.outcomes.concluded.cells
    section, row, column = whole.split(".")
    rules = [rule for block in form.tables[section].blocks for rule in block.rules]
    sums = [each for each in rules if each.each == "column" and not each.across_years and each.relation == "="]
    (rule,) = [each for each in sums if [term.name for term in each.left] == [row]]
    summed = [f"{section}.{term.name}.{column}" for term in rule.right]
    assert [cell for part in form.outcomes.parts for cell in part.cells] == summed
    assert form.outcomes.received.short in form.outcomes.received.label


@pytest.mark.parametrize("id", ["2019", "2019-mixed", "2021", "2021-mixed"])
def test_texts_can_mention_every_row_of_other_results(id: str) -> None:
    """A mixed form has the figures of the rows it takes over, and none of rows it leaves out."""
    form = load_forms()[id]
    assert form.outcomes
    rows = {cell.split(".")[-2] for cell in form.outcomes.parts[-1].cells} - {"other"}
    assert {"no_correction", "no_payment"} & form.narrative_roles.keys() == rows


@pytest.mark.parametrize("id", sorted(load_forms()))
def test_every_reason_for_not_disclosing_is_explained(id: str) -> None:
    """Of the rows that an outcome adds up, each has an explanation, as have the rows of disputes."""
    form = load_forms()[id]
    assert form.outcomes
    explained = {each.name for each in form.explanations}
    rows = {cell.rpartition(".")[0] for part in form.outcomes.parts for cell in part.cells}
    without = {row.rpartition(".")[2] for row in rows - explained}
    assert without <= {"other"}
    assert all(each.text.endswith("。") and each.section in form.tables for each in form.explanations)
    assert "第711号" in form.regulation


def test_two_files_with_the_same_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "2021.yml").write_text((FORMS / "2021.yml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(FormError, match="two form files with the same name"):
        load_forms(FORMS, tmp_path)


def test_a_form_with_a_base_lists_only_what_differs(tmp_path: Path) -> None:
    changed = {
        "form": "next",
        "base": "2021",
        "name": "下一格式",
        "years": {"from": 2040, "to": None},
        "roles": {"fees": None},
        "tables": {"disputes": {"rules": []}, "requests": {"rows": {"carried_out": "四、未办结"}}},
        "line_breaks": ["四、未 办结", "行政许可 决定"],
    }
    (tmp_path / "next.yml").write_text(yaml.safe_dump(changed, allow_unicode=True), encoding="utf-8")
    forms = load_forms(FORMS, tmp_path)
    base, form = forms["2021"], forms["next"]
    assert list(form.cells) == list(base.cells)
    assert form.roles.keys() == base.roles.keys() - {"fees"}
    assert [rule.id for table in form.tables.values() for block in table.blocks for rule in block.rules] == [
        "disclosure.repealed",
        "disclosure.in-force",
        "requests.balance",
        "requests.results",
        "requests.applicants",
        "requests.carried-in",
    ]
    assert form.tables["requests"].rows["carried_out"][1].label == "四、未办结"
    assert base.line_breaks.keys() - form.line_breaks.keys() == {"四、结转下年度继续办理"}
    assert {label: words for label, words in form.line_breaks.items() if words != base.words(label)} == {
        "四、未办结": ("四、未", "办结"),
        "行政许可决定": ("行政许可", "决定"),
    }


def test_lines_that_mean_otherwise_in_the_form_before_say_so(forms: Forms) -> None:
    """A row that two forms have with different columns counts different things: both must say what."""

    def columns(form: Form) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for cell in form.cells:
            row, _, column = cell.rpartition(".")
            found.setdefault(row, set()).add(column)
        return found

    old, new = forms["2019"], forms["2021"]
    were, now = columns(old), columns(new)
    changed = {row for row in were.keys() & now.keys() if not were[row] & now[row]}
    assert changed
    assert changed == old.meanings.keys() == new.meanings.keys()
    assert all(old.meanings[row] != new.meanings[row] for row in changed)
    assert forms["2019-mixed"].meanings == old.meanings
