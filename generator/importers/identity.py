"""Read an original's agency, year and other facts from its title, page head and page labels; drop boilerplate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from generator.importers.document import Document, Paragraph
from generator.importers.labels import fold
from generator.model.form import Form

_WORDS_BY_KEY: Mapping[str, tuple[str, ...]] = {
    "title": ("标题", "ArticleTitle", "title"),
    "published": ("发布时间", "发布日期", "公开日期", "公布日期", "公开时间", "PubDate", "时间", "日期"),
    "source": ("原文链接", "原文地址", "网址", "链接", "Url"),
    "index_number": ("索引号", "索引"),
    "document_number": ("文号", "发文字号"),
    "": ("发布机构", "来源", "信息来源", "栏目", "作者", "浏览次数", "阅读次数", "点击数", "访问量", "字体", "字号",
         "关键词", "主题分类", "有效性", "时效", "责任编辑", "编辑", "审核", "成文日期", "公开形式"),
}  # fmt: skip
"""The words that introduce a fact, by key; facts under the empty key are dropped."""

_KEYS = {word: key for key, words in _WORDS_BY_KEY.items() for word in words}
_PAIR = re.compile(rf"[【\[]?({'|'.join(sorted(_KEYS, key=len, reverse=True))})\s*[:：]\s*", re.IGNORECASE)
_BUTTON = re.compile(
    r"[【\[（(]?\s*(?:打印(?:本页)?|关闭(?:窗口|本页)?|收藏(?:本页)?|分享(?:到)?|微信|微博|QQ空间|全真版|文字版|文件下载|附件下载|"
    r"相关链接|返回顶部|大|中|小|-->|[|｜])\s*[】\])）]?[:：]?"
)
_BREADCRUMB = re.compile(r"(?:您)?(?:当前|现在)(?:所在)?(?:的)?位置\s*[:：]?")
_BODY_RULE = re.compile(r"[=\-—*＝]{4,}\s*正文\s*[=\-—*＝]{4,}")
_DATE = re.compile(r"((?:19|20)[0-9]{2})\s*[-年/.]\s*([0-9]{1,2})\s*[-月/.]\s*([0-9]{1,2})")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = re.compile(r"((?:19|20)[0-9]{2}|[二][〇○零一二三四五六七八九]{3})\s*年?")

_MAX_LINE_CHARS = 60
"""Maximum length of a title or a breadcrumb, in characters."""

_MAX_FACTS_LINE_CHARS = 120
"""Maximum length of a line of facts, in characters; a longer line may be running text after boilerplate."""

_MAX_BOILERPLATE_TOKENS = 40
_MAX_TITLE_LINES = 3
_TITLE_ENDING_CHARS = 4
"""Length of the end of the form's title (年度报告) with which every report's title ends, in characters."""


class Fact(NamedTuple):
    """A fact that an original states about itself, and its place in the original."""

    text: str
    place: str


@dataclass
class Identity:
    """The facts that an original states about itself, by key, and its `preamble`, the text before the first section."""

    facts: dict[str, list[Fact]] = field(default_factory=dict)
    preamble: list[Paragraph] = field(default_factory=list)

    def add(self, key: str, text: str, place: str) -> None:
        """Add a fact, unless it is blank."""
        if text.strip():
            self.facts.setdefault(key, []).append(Fact(text.strip(), place))

    def first(self, key: str) -> str | None:
        """Return the first text for the key, or None."""
        return self.facts[key][0].text if key in self.facts else None

    def published(self) -> date | None:
        """Return the first valid date of publication, or None."""
        return next((day for fact in self.facts.get("published", []) if (day := date_in(fact.text))), None)


def identify(document: Document, front: Sequence[Paragraph], form: Form) -> Identity:
    """Return the document's facts and preamble; `front` are the paragraphs before the first section."""
    found = Identity()
    for word, text in document.labels.items():
        if key := _KEYS.get(word):
            found.add(key, text, word)
    rule = next((at for at, part in enumerate(front) if _BODY_RULE.fullmatch(part.text)), None)
    if rule is not None:
        for part in front[:rule]:
            _add_facts(part, found)
        front = front[rule + 1 :]
    found.preamble = list(_without_titles(list(_without_boilerplate(front, found)), form, found))
    return found


def _add_facts(part: Paragraph, found: Identity) -> None:
    """Add the `key: value` pairs of the line."""
    pairs = list(_PAIR.finditer(part.text))
    ends = [*(pair.start() for pair in pairs[1:]), len(part.text)]
    for pair, end in zip(pairs, ends, strict=False):
        if key := _KEYS.get(pair[1], _KEYS.get(pair[1].capitalize(), "")):
            found.add(key, _BUTTON.sub("", part.text[pair.end() : end]), part.place)


def _without_boilerplate(front: Sequence[Paragraph], found: Identity) -> Iterator[Paragraph]:
    """Yield the paragraphs without the page's buttons, counters and breadcrumbs; add the facts in these to `found`."""
    for number, part in enumerate(front):
        if number == 0 and part.text.strip() == "正文":
            continue
        if _is_boilerplate(part.text):
            _add_facts(part, found)
        elif text := _without_leading_boilerplate(part, found):
            yield Paragraph(text, part.place)


def _is_boilerplate(text: str) -> bool:
    """Return whether the line is a breadcrumb, short pairs of key and value, or nothing but buttons."""
    if _BREADCRUMB.match(text) and len(text) <= _MAX_LINE_CHARS and not re.search("[，。]", text):
        return True
    if _PAIR.match(text):
        return not re.search("[，。；]", text) and len(text) <= _MAX_FACTS_LINE_CHARS
    return not _BUTTON.sub("", text).strip()


def _without_leading_boilerplate(part: Paragraph, found: Identity) -> str:
    """Return running text without leading boilerplate, which must end with a button and contain no sentence."""
    tokens = part.text.split()
    if len(part.text) <= _MAX_FACTS_LINE_CHARS or len(tokens) < 2:
        return part.text
    leading = tokens[:_MAX_BOILERPLATE_TOKENS]
    last = max((at for at, token in enumerate(leading) if _BUTTON.fullmatch(token)), default=-1)
    head = tokens[: last + 1]
    if last < 0 or any(re.search("[，。；]", token) for token in head):
        return part.text
    _add_facts(Paragraph(" ".join(head), part.place), found)
    for token in head:
        is_text = not _BUTTON.fullmatch(token) and not _PAIR.match(token)
        if is_text and _YEAR.search(token) and fold(token).endswith("报告"):
            found.add("title", token, part.place)
    rest = part.text
    for token in head:
        rest = rest[rest.index(token) + len(token) :]
    return rest.strip()


def _without_titles(parts: Sequence[Paragraph], form: Form, found: Identity) -> Iterator[Paragraph]:
    """Yield the paragraphs without the report's title, which may span up to three lines or begin a paragraph."""
    at = 0
    while at < len(parts):
        for count in range(_MAX_TITLE_LINES, 0, -1):
            text = "".join(part.text for part in parts[at : at + count])
            if at + count <= len(parts) and is_title(text, form):
                found.add("title", text, parts[at].place)
                at += count
                break
        else:
            yield _without_leading_title(parts[at], form, found)
            at += 1


def _without_leading_title(part: Paragraph, form: Form, found: Identity) -> Paragraph:
    """Return the paragraph without a title of one or two words at its beginning."""
    tokens = part.text.split(maxsplit=2)
    for count in (2, 1):
        if len(tokens) > count and is_title("".join(tokens[:count]), form):
            found.add("title", "".join(tokens[:count]), part.place)
            return Paragraph(part.text.split(maxsplit=count)[count], part.place)
    return part


def without_buttons(text: str) -> str:
    """Return the last text of a page without the buttons that follow it."""
    if len(text) > 2 and not _BUTTON.sub("", text).strip():
        return ""
    tokens = text.split()
    while len(tokens) > 1 and len(tokens[-1]) > 2 and not _BUTTON.sub("", tokens[-1]):
        text = text.rstrip()[: -len(tokens.pop())].rstrip()
    return text


def is_title(text: str, form: Form) -> bool:
    """Return whether the text is a report's title: short, with a year, and ending as the form's title does."""
    folded = fold(text)
    return (
        len(folded) <= _MAX_LINE_CHARS
        and folded.endswith(fold(form.title)[-_TITLE_ENDING_CHARS:])
        and bool(_YEAR.search(text))
        and not re.search("[，。；]", text)
    )


def year_in(title: str) -> int | None:
    """Return the year that the title names, or None."""
    match = _YEAR.search(title)
    return int(match[1].translate(_DIGITS)) if match else None


def agency_name_in(title: str, form: Form) -> str:
    """Return the agency's name in the title, without the year and the kind of report."""
    folded = fold(_YEAR.sub("", title)).removeprefix("度").removeprefix("关于")
    subject, ending = fold(form.title).partition("工作")[0], fold(form.title)[-_TITLE_ENDING_CHARS:]
    return re.split(f"的?(?:关于)?度?(?:{subject}|{ending})", folded)[0].removesuffix("度").removesuffix("的")


def date_in(text: str) -> date | None:
    """Return the date in the text; None if there is none or it does not exist."""
    match = _DATE.search(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
