"""Scripts joined with their imports do what the modules do, and a browser asks for one file."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.builder.mkdocs.scripts import join_scripts
from tests.command_line import PROJECT

NODE = PROJECT / ".venv/bin/node"

MODULES = {
    "a/page.js": """// The page.

import { loud, NAME as FIRST } from './words.js';
import {
  NAME,
  where,
} from '../b/place.js';
import './effect.js';

/** @typedef {import('./late.js').Late} Late */

const same = 'page';
import('./late.js').then(({ late }) => {
  console.log([loud(FIRST), NAME, where, same, late, globalThis.effect].join(' '));
});
""",
    "a/words.js": """const same = 'words';
/** The first name. */
export const NAME = 'first';

export function loud(text) {
  return `${text}!${same}`; // import { x } from 'y';
}
""",
    "a/effect.js": "globalThis.effect = (globalThis.effect ?? 0) + 1;\n",
    "a/late.js": "import { NAME } from './words.js';\nexport const late = NAME;\n",
    "b/place.js": "import './../a/effect.js';\nimport { loud } from '../a/words.js';\n\n"
    "export const NAME = loud('second');\nexport const where = new URL('x', import.meta.url).pathname.slice(-4);\n",
}


def _run(folder: Path, modules: dict[str, str]) -> str:
    for name, text in modules.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    run = subprocess.run([NODE, folder / "a/page.js"], capture_output=True, text=True, check=False)
    return run.stdout or run.stderr


def test_joined_scripts_do_what_the_modules_do(tmp_path: Path) -> None:
    expected = _run(tmp_path / "modules", MODULES)
    assert expected == "first!words second!words /b/x page first 1\n"
    joined = join_scripts(MODULES)
    assert list(joined) == ["a/late.js", "a/page.js"]
    assert _run(tmp_path / "joined", joined) == expected


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({"a.js": "import { b } from './b.js';\n"}, "b.js"),
        ({"a.js": "import { b } from './b.js';\n", "b.js": "import { c } from './c.js';\n",
          "c.js": "import { b } from './b.js';\n"}, "imports b.js"),
        ({"a.js": "import { b } from './b.js';\n", "b.js": "export default 1;\n"}, "export default 1;"),
        ({"a.js": "import * as b from './b.js';\nimport './b.js';\n", "b.js": ""}, "import \\* as b"),
    ],
)  # fmt: skip
def test_what_cannot_be_joined_is_refused(modules: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        join_scripts(modules)


def test_published_scripts_import_nothing_at_once() -> None:
    """Every script that a page names is one file; only suggestions are fetched late."""
    docs = PROJECT / "docs"
    modules = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in docs.rglob("*.js")}
    joined = join_scripts(modules)
    assert {"assets/search/page.js", "assets/search/combobox.js", "assets/search/box.js"} <= set(joined)
    assert [name for name, text in joined.items() if "\nimport " in text] == []
