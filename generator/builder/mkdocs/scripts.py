"""Join each script of the site with the modules it imports: a browser then asks for one file, not for thirty.

The modules are the program's own: imports and exports by name, at the start of a line, no cycles. Each becomes a
function that is called once, so that equal names in two modules do not clash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from posixpath import dirname, join, normpath, relpath

_IMPORT = re.compile(r"^import (?:\{([^}]*)\} from )?'(\.[^']*)';\n", re.MULTILINE)
_LATE_IMPORT = re.compile(r"\bimport\('(\.[^']*)'\)")
_EXPORT = re.compile(r"^export ((?:async )?function\*?|const|class) (\w+)", re.MULTILINE)
_UNKNOWN = re.compile(r"^(?:import [^(]|export ).*", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)
_OWN_ADDRESS = "import.meta.url"


def join_scripts(modules: Mapping[str, str]) -> dict[str, str]:
    """Return, by name, the joined text of each module that imports others and is imported late or not at all itself.

    `modules` are the texts by name, the path below the docs folder. Raises ValueError for a cycle, a missing module, or
    an import or export of another kind. The result of the last modules is kept: a build joins them twice.
    """
    return dict(_join_all(tuple(modules.items())))


@lru_cache(maxsize=1)
def _join_all(texts: tuple[tuple[str, str], ...]) -> dict[str, str]:
    modules = dict(texts)
    imports = {name: [_target(name, path) for _, path in _IMPORT.findall(text)] for name, text in modules.items()}
    imported = {target for targets in imports.values() for target in targets}
    late = {
        _target(name, path) for name, text in modules.items() for path in _LATE_IMPORT.findall(_COMMENT.sub("", text))
    }
    roots = sorted((imports.keys() - imported) | (imports.keys() & late))
    return {name: _joined(name, modules, imports) for name in roots if imports[name]}


def _joined(root: str, modules: Mapping[str, str], imports: Mapping[str, list[str]]) -> str:
    names = dict.fromkeys(_in_order(root, imports, ()))
    parts = [_module(name, modules[name], root) for name in names]
    exports = ", ".join(found[2] for found in _EXPORT.finditer(modules[root]))
    end = f"export const {{ {exports} }} = {_constant(root)};\n" if exports else ""
    return f"// Joined from the modules beside it.\n{''.join(parts)}{end}"


def _in_order(name: str, imports: Mapping[str, list[str]], above: tuple[str, ...]) -> Iterator[str]:
    """Yield what the module imports, directly or not, before the modules that import it; some of it several times."""
    if name in above or name not in imports:
        raise ValueError(f"{above[-1]} imports {name}, which does not exist or imports it in turn")
    for target in imports[name]:
        yield from _in_order(target, imports, (*above, name))
    yield name


def _module(name: str, text: str, root: str) -> str:
    """Return a module as the constant that holds its exports; addresses in it are relative to the root's folder."""
    code = _COMMENT.sub("", text)
    code = _IMPORT.sub(lambda found: _assignment(found[1], _target(name, found[2])), code)
    exports = [found[2] for found in _EXPORT.finditer(code)]
    code = _EXPORT.sub(r"\1 \2", code)
    if unknown := _UNKNOWN.search(code):
        raise ValueError(f"{name}: {unknown[0]} cannot be joined")
    code = _LATE_IMPORT.sub(lambda found: f"import('{_relative(root, _target(name, found[1]))}')", code)
    if dirname(name) != dirname(root):
        code = code.replace(_OWN_ADDRESS, f"new URL('{_relative(root, name)}', {_OWN_ADDRESS}).href")
    return f"const {_constant(name)} = (() => {{\n{code}return {{ {', '.join(exports)} }};\n}})();\n"


def _assignment(names: str, target: str) -> str:
    taken = names.replace(" as ", ": ").strip().rstrip(",") if names else ""
    return f"const {{ {' '.join(taken.split())} }} = {_constant(target)};\n" if taken else ""


def _constant(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name.removesuffix(".js"))


def _target(name: str, path: str) -> str:
    return normpath(join(dirname(name), path))


def _relative(root: str, name: str) -> str:
    path = relpath(name, dirname(root) or ".")
    return path if path.startswith(".") else f"./{path}"
