"""Random folders of sources: real trees of keys and values, changed by the grammar of the forms and by damage."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.checks.catalogue import catalogue
from generator.model import keys
from generator.model.form import Form
from generator.sources.form_loader import load_forms
from tests.conftest import TESTS
from tests.fuzz.pieces import SCALARS, damaged, edited, random_scalar, random_text
from tests.sample_reports import sample_reports

_AGENCIES = ("a", "a/b", "a/c")
_ODD_NAMES = (b"2024.yaml", b"x\n::error::y.yml", b"2024.v3.yml", b"\xff.yml", b"\x1b[2J.yml", b"Agency.yml", b" .yml")


class _Dumper(yaml.CDumper):
    """Dumper that writes numbers and dates without quotation marks and paragraphs behind a bar, as authors do."""

    def represent_text(self, text: str) -> yaml.Node:
        style = "|" if "\n" in text else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.yaml_implicit_resolvers = {}
_Dumper.add_representer(str, _Dumper.represent_text)


@cache
def _reports() -> tuple[tuple[int, str], ...]:
    """Return good reports, each with its year."""
    folder = sample_reports()
    files = [*TESTS.glob("reports/20[0-2]*.yml"), *folder.glob("qiyang/*/20*.yml"), *folder.glob("demo/z*/20??.yml")]
    return tuple((int(path.stem), path.read_text(encoding="utf-8")) for path in sorted(files))


@cache
def _forms() -> dict[str, Form]:
    return dict(load_forms())


@cache
def _checks() -> list[str]:
    return [check.id for group in catalogue(_forms().values()) for check in group.checks]


def write_folder(folder: Path, rng: random.Random) -> int:
    """Write some agencies with reports below the folder; return the number of files."""
    files = dict(_folder(rng))
    for name, data in files.items():
        path = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return len(files)


def _folder(rng: random.Random) -> Iterator[tuple[bytes, bytes]]:
    """Yield the files, by name. Half of the folders are careful: only texts change, so that they can be published."""
    careful = rng.random() < 0.5
    for place, agency in enumerate(_AGENCIES[: rng.randint(1, 3)]):
        kind = "department" if place else "government"
        yield f"{agency}/agency.yml".encode(), _file(_agency(kind, rng, careful), rng, careful)
        year, text = rng.choice(_reports())
        for name in (f"{year}.yml", *rng.sample((f"{year + 1}.yml", f"{year}.v1.yml"), rng.randint(0, 1))):
            tree = yaml.load(text, yaml.CBaseLoader)
            yield f"{agency}/{name}".encode(), _file(_report(tree, rng, careful), rng, careful)
        if rng.random() < 0.03:
            yield agency.encode() + b"/" + rng.choice(_ODD_NAMES), b"a: 1\n"


def _agency(kind: str, rng: random.Random, careful: bool) -> dict[str, Any]:
    tree: dict[str, Any] = {
        "name": rng.choice(("某县某局", "某县人民政府", random_text(rng)[:60] or "某")),
        "kind": kind,
    }
    if not careful:
        values: dict[str, Callable[[], Any]] = {
            "site": lambda: _record(keys.SITE, rng),
            "formerly": lambda: _records(keys.FORMER, rng),
            "duty": lambda: _record(keys.DUTY, rng),
        }
        for key in rng.sample(list(keys.AGENCY), 3):
            tree[key] = values.get(key, lambda: random_scalar(rng))()
    elif rng.random() < 0.5:
        tree["duty"] = {"from": "2019", "due": "01-31"}
        tree["formerly"] = [{"name": random_text(rng)[:40] or "某", "until": "2020"}]
    return tree


def _record(allowed: Mapping[str, str], rng: random.Random, **values: Any) -> dict[str, Any]:
    """Return a record with some of its keys; `values` are likely ones."""
    known = {"date": "2025-02-01", "reason": random_text(rng), **values}
    chosen = rng.sample(list(allowed), rng.randint(1, len(allowed)))
    return {key: known[key] if key in known and rng.random() < 0.8 else random_scalar(rng) for key in chosen}


def _records(allowed: Mapping[str, str], rng: random.Random, **values: Any) -> list[Any]:
    return [_record(allowed, rng, **values) for _ in range(rng.randint(0, 3))]


def _report(tree: dict[str, Any], rng: random.Random, careful: bool) -> dict[str, Any]:
    """Change the report: its texts, and unless it is a careful one, also its declarations and its shape."""
    for key in [key for key, value in tree.items() if isinstance(value, str) and len(value) > 30]:
        if rng.random() < 0.5:
            tree[key] = edited(tree[key], rng) if rng.random() < 0.7 else random_text(rng)
    form = rng.choice(list(_forms().values()))
    if rng.random() < (0.3 if careful else 0.6):
        tree["accepts"] = _records(keys.ACCEPT, rng, **_accept(form, rng))
    if rng.random() < 0.3:
        tree["title"] = random_text(rng)[:80]
    if careful:
        return tree
    if rng.random() < 0.4:
        changes = {rng.choice(list(form.places)): [random_scalar(rng), random_scalar(rng)] for _ in range(2)}
        texts = rng.sample(list(keys.correctable(form)), 2)
        tree["corrections"] = _records(keys.CORRECTION, rng, changes=changes, text=texts)
    if rng.random() < 0.2:
        tree["withdrawn"] = _record(keys.WITHDRAWAL, rng)
    if rng.random() < 0.3:
        tree[rng.choice(list(keys.REPORT))] = random_scalar(rng)
    for _ in range(rng.randint(0, 4)):
        _change_somewhere(tree, rng)
    return tree


def _accept(form: Form, rng: random.Random) -> dict[str, Any]:
    return {"check": rng.choice(_checks()), "cell": rng.choice(list(form.places)), "sides": [rng.choice(SCALARS), "1"]}


def _change_somewhere(tree: Any, rng: random.Random) -> None:
    """Change one value or key, anywhere in the tree."""
    node = tree
    while True:
        places = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not places:
            return
        at = rng.choice(places)
        if not isinstance(node[at], dict | list) or rng.random() < 0.15:
            break
        node = node[at]
    value = node.pop(at)
    others = ({"a": value}, [value], [value] * 3, None, random_scalar(rng), edited(str(value), rng), value)
    if isinstance(node, dict):
        name = str(at)
        key = rng.choice((name, name, name, f"{name}x", name[:-1], random_scalar(rng), name.upper(), f"{name} "))
        if rng.random() < 0.9:
            node[key] = rng.choice(others)
    else:
        node[at:at] = rng.choice(([], [value, value], [rng.choice(others)], [rng.choice(others)], [rng.choice(others)]))


def _file(tree: dict[str, Any], rng: random.Random, careful: bool) -> bytes:
    """Return the tree as YAML in a random style, damaged now and then."""
    style: dict[str, Any] = {
        "default_flow_style": rng.choice((None, None, False, True)),
        "width": rng.choice((80, 10_000)),
    }
    if not careful:
        style["default_style"] = rng.choice((None, None, None, None, '"', "'", "|", ">"))
    text: str = yaml.dump(tree, Dumper=_Dumper, allow_unicode=rng.random() < 0.9, sort_keys=False, **style)
    data = text.encode("utf-8", "surrogatepass")
    return damaged(data, rng) if not careful and rng.random() < 0.4 else data
