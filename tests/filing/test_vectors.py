"""The committed vectors are what the program says today; tests/javascript holds the filing page to them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Golden
from tests.filing.corrections import correction_vectors
from tests.filing.vectors import source_vectors, vectors
from tests.filing.yaml_nodes import yaml_vectors


def test_the_committed_vectors_are_current(golden: Golden) -> None:
    lines = [json.dumps(vector, ensure_ascii=False) for vector in vectors(24, seed=1)]
    golden("\n".join(lines) + "\n", Path(__file__).with_name("vectors.jsonl"))
    found = {problem[0] for line in lines for problem in json.loads(line)["problems"]}
    assert len(found) > 12
    assert any(json.loads(line)["totals"] for line in lines)


def test_the_committed_source_files_are_current(golden: Golden) -> None:
    lines = [json.dumps(vector, ensure_ascii=False) for vector in source_vectors(12, seed=1)]
    golden("\n".join(lines) + "\n", Path(__file__).with_name("sources.jsonl"))


def test_the_committed_corrections_are_current(golden: Golden) -> None:
    lines = [json.dumps(vector, ensure_ascii=False) for vector in correction_vectors()]
    golden("\n".join(lines) + "\n", Path(__file__).with_name("corrections.jsonl"))


def test_the_committed_yaml_nodes_are_current(golden: Golden) -> None:
    lines = [json.dumps(vector, ensure_ascii=False) for vector in yaml_vectors()]
    golden("\n".join(lines) + "\n", Path(__file__).with_name("yaml.jsonl"))
