"""Random edits of a reports folder, of the kinds that people make."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from random import Random


def change(reports: Path, dice: Random) -> str:
    """Make a random edit; return a description."""
    edit = dice.choice(EDITS)
    return f"{edit.__name__}: {edit(reports, dice)}"


def _reports(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*.yml") if path.name != "agency.yml")


def _agencies(root: Path) -> list[Path]:
    """Return the folders of agencies without subordinate agencies."""
    folders = sorted(path.parent for path in root.rglob("agency.yml"))
    return [folder for folder in folders if not any(each.is_dir() for each in folder.iterdir())]


def _rewrite(path: Path, pattern: str, replacement: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, replacement, text, count=1, flags=re.MULTILINE), encoding="utf-8")


def add_sentence(root: Path, dice: Random) -> Path:
    """Add a sentence to the text of a report."""
    path = dice.choice(_reports(root))
    _rewrite(path, r"^overview: \|\n", f"overview: |\n  另外组织培训{dice.randint(2, 9)}次。\n")
    return path


def increase_figure(root: Path, dice: Random) -> Path:
    """Increase a figure that no equation contains."""
    path = dice.choice(_reports(root))
    text = path.read_text(encoding="utf-8")
    more = re.sub(r"^(  licensing: +)(\d+)", lambda found: f"{found[1]}{int(found[2]) + 1}", text, flags=re.MULTILINE)
    path.write_text(more, encoding="utf-8")
    return path


def change_date(root: Path, dice: Random) -> Path:
    """Change the publication date."""
    path = dice.choice(_reports(root))
    _rewrite(path, r"^published: (\d+-\d+)-\d+", rf"published: \g<1>-{dice.randint(10, 28)}")
    return path


def withdraw(root: Path, dice: Random) -> Path:
    """Withdraw a report, or publish it again."""
    path = dice.choice(_reports(root))
    text = path.read_text(encoding="utf-8")
    restored = re.sub(r"^withdrawn:.*\n", "", text, flags=re.MULTILINE)
    path.write_text(
        restored if restored != text else f"{text}withdrawn: {{date: 2026-01-05, reason: 数据有误}}\n", encoding="utf-8"
    )
    return path


def delete_report(root: Path, dice: Random) -> Path:
    """Delete a report, unless it is its agency's last."""
    path = dice.choice(_reports(root))
    if len(list(path.parent.glob("2*.yml"))) > 1:
        path.unlink()
    return path


def copy_report(root: Path, dice: Random) -> Path:
    """Copy a report to another agency, for a missing year or over an existing report."""
    path = dice.choice(_reports(root))
    target = dice.choice(_agencies(root)) / path.name
    if target != path:
        shutil.copy(path, target)
    return target


def rename_agency(root: Path, dice: Random) -> Path:
    """Rename an agency, perhaps recording its former name."""
    path = dice.choice(sorted(root.rglob("agency.yml")))
    name = re.search(r"^name: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert name
    _rewrite(path, r"^name: .*", f"name: {name[1].rstrip('新')}新")
    if dice.random() < 0.5 and "formerly" not in path.read_text(encoding="utf-8"):
        with path.open("a", encoding="utf-8") as file:
            file.write(f"formerly:\n  - {{name: {name[1]}, until: 2022}}\n")
    return path


def change_kind(root: Path, dice: Random) -> Path:
    """Change the kind of an agency, and thereby its place in lists."""
    folder = dice.choice(_agencies(root))
    _rewrite(folder / "agency.yml", r"^kind: .*", f"kind: {dice.choice(['department', 'office', 'organisation'])}")
    return folder


def toggle_demo(root: Path, dice: Random) -> Path:
    """Turn an agency's reports from demonstration data into real data, or back."""
    path = dice.choice(sorted(root.rglob("agency.yml")))
    text = path.read_text(encoding="utf-8")
    real = text.replace("demo: true\n", "")
    path.write_text(real if real != text else f"{text}demo: true\n", encoding="utf-8")
    return path


def move_agency(root: Path, dice: Random) -> Path:
    """Rename an agency's folder, which changes its address."""
    folder = dice.choice(_agencies(root))
    return folder.rename(folder.with_name(f"{folder.name[:20]}{dice.randint(10, 99)}"))


def copy_agency(root: Path, dice: Random) -> Path:
    """Add an agency with the texts of another."""
    folder = dice.choice(_agencies(root))
    target = folder.with_name(f"new{dice.randint(100, 999)}")
    shutil.copytree(folder, target, dirs_exist_ok=True)
    _rewrite(target / "agency.yml", r"^name: (.*)", r"name: \g<1>二")
    return target


def delete_agency(root: Path, dice: Random) -> Path:
    """Delete an agency with all its reports, unless few are left."""
    folders = _agencies(root)
    folder = dice.choice(folders)
    if len(folders) > 2:
        shutil.rmtree(folder)
    return folder


def save_again(root: Path, dice: Random) -> Path:
    """Change the modification time of a file, but not its content."""
    path = dice.choice(_reports(root))
    os.utime(path, (dice.randint(1, 10**9),) * 2)
    return path


def move_down(root: Path, dice: Random) -> Path:
    """Insert a comment line at the top of a report, which moves the rest down by one line."""
    path = dice.choice(_reports(root))
    path.write_text(f"# {dice.randint(1, 99)}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    return path


def move_right(root: Path, dice: Random) -> Path:
    """Move the cells of a row one column to the right."""
    path = dice.choice(_reports(root))
    _rewrite(path, r"^(  normative: +)\[", r"\g<1> [")
    return path


EDITS = (
    add_sentence, increase_figure, move_down, move_right, change_date, withdraw, delete_report, copy_report,
    rename_agency, change_kind, toggle_demo, move_agency, copy_agency, delete_agency, save_again,
)  # fmt: skip
