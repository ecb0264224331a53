"""Whose report of which year an original is, as its title, head and page labels tell, without the page's furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.importers.document import Document, Paragraph
from generator.importers.labels import fold
from generator.model.form import Form

_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("标题", "ArticleTitle", "title"),
    "published": ("发布时间", "发布日期", "公开日期", "公布日期", "公开时间", "PubDate", "时间", "日期"),
    "source": ("原文链接", "原文地址", "网址", "链接", "Url"),
    "index_number": ("索引号", "索引"),
    "document_number": ("文号", "发文字号"),
    "": ("发布机构", "来源", "信息来源", "栏目", "作者", "浏览次数", "阅读次数", "点击数", "访问量", "字体", "字号",
         "关键词", "主题分类", "有效性", "时效", "责任编辑", "编辑", "审核", "成文日期", "公开形式"),
}  # fmt: skip
_WORDS = {word: key for key, words in _KEYS.items() for word in words}
_PAIR = re.compile(rf"[【\[]?({'|'.join(sorted(_WORDS, key=len, reverse=True))})\s*[:：]\s*", re.IGNORECASE)
_BUTTON = re.compile(
    r"[【\[（(]?\s*(?:打印(?:本页)?|关闭(?:窗口|本页)?|收藏(?:本页)?|分享(?:到)?|微信|微博|QQ空间|全真版|文字版|文件下载|附件下载|"
    r"相关链接|返回顶部|大|中|小|-->|[|｜])\s*[】\])）]?[:：]?"
)
_WHERE = re.compile(r"(?:您)?(?:当前|现在)(?:所在)?(?:的)?位置\s*[:：]?")
_RULED = re.compile(r"[=\-—*＝]{4,}\s*正文\s*[=\-—*＝]{4,}")
_DAY = re.compile(r"((?:19|20)[0-9]{2})\s*[-年/.]\s*([0-9]{1,2})\s*[-月/.]\s*([0-9]{1,2})")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = re.compile(r"((?:19|20)[0-9]{2}|[二][〇○零一二三四五六七八九]{3})\s*年?")
_LONGEST = 60


@dataclass
class Identity:
    """What an original says of itself: facts by key, each with its place; `preamble` is what else stands first."""

    facts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    preamble: list[Paragraph] = field(default_factory=list)

    def say(self, key: str, text: str, place: str) -> None:
        """Note a fact."""
        if text.strip():
            self.facts.setdefault(key, []).append((text.strip(), place))

    def first(self, key: str) -> str | None:
        """What is said first of it."""
        return self.facts[key][0][0] if key in self.facts else None


def identify(document: Document, front: Sequence[Paragraph], form: Form) -> Identity:
    """What the head of the document says, `front` being the paragraphs before the first section."""
    found = Identity()
    for word, text in document.labels.items():
        if key := _WORDS.get(word):
            found.say(key, text, word)
    ruled = next((at for at, part in enumerate(front) if _RULED.fullmatch(part.text)), None)
    if ruled is not None:
        for part in front[:ruled]:
            _pairs(part, found)
        front = front[ruled + 1 :]
    found.preamble = list(_without_titles(_without_furniture(front, found), form, found))
    return found


def _pairs(part: Paragraph, found: Identity) -> str:
    """Note the `key: value` pairs of the line; what is left of it."""
    starts = list(_PAIR.finditer(part.text))
    left = part.text[: starts[0].start()] if starts else part.text
    for match, following in zip(starts, [*starts[1:], None], strict=False):
        value = part.text[match.end() : following.start() if following else len(part.text)]
        if key := _WORDS.get(match[1], _WORDS.get(match[1].capitalize(), "")):
            found.say(key, _BUTTON.sub("", value), part.place)
    return left


def _without_furniture(front: Sequence[Paragraph], found: Identity) -> Iterator[Paragraph]:
    """The paragraphs without buttons, counters and paths of the page: whole lines, or the head of a running text."""
    for number, part in enumerate(front):
        if number == 0 and part.text.strip() == "正文":
            continue
        if _is_furniture(part.text):
            _pairs(part, found)
            continue
        text = _leading(part, found)
        if text:
            yield Paragraph(text, part.place)


def _is_furniture(text: str) -> bool:
    """Whether the line is only buttons, or short pairs of label and value, or the path to the page."""
    if _WHERE.match(text) and len(text) <= _LONGEST and not re.search("[，。]", text):
        return True
    pairs = _PAIR.match(text)
    bare = _BUTTON.sub("", text)
    if pairs:
        return not re.search("[，。；]", text) and len(text) <= 2 * _LONGEST
    return not bare.strip()


def _leading(part: Paragraph, found: Identity) -> str:
    """The running text without the furniture before its first sentence, where all up to a button is furniture."""
    tokens = part.text.split()
    if len(part.text) <= 2 * _LONGEST or len(tokens) < 2:
        return part.text
    last = max((at for at, token in enumerate(tokens[:40]) if _BUTTON.fullmatch(token)), default=-1)
    head = tokens[: last + 1]
    if last < 0 or any(re.search("[，。；]", token) for token in head):
        return part.text
    titles = [token for token in head if not _BUTTON.fullmatch(token) and not _PAIR.match(token)]
    _pairs(Paragraph(" ".join(head), part.place), found)
    for token in titles:
        if _YEAR.search(token) and fold(token).endswith("报告"):
            found.say("title", token, part.place)
    rest = part.text
    for token in head:
        rest = rest[rest.index(token) + len(token) :]
    return rest.strip()


def _without_titles(parts: Iterator[Paragraph], form: Form, found: Identity) -> Iterator[Paragraph]:
    """The paragraphs without the report's title, which may be broken over three lines or begin a running text."""
    waiting = list(parts)
    at = 0
    while at < len(waiting):
        for count in (3, 2, 1):
            text = "".join(part.text for part in waiting[at : at + count])
            if at + count <= len(waiting) and is_title(text, form):
                found.say("title", text, waiting[at].place)
                at += count
                break
        else:
            yield from _title_before(waiting[at], form, found)
            at += 1


def _title_before(part: Paragraph, form: Form, found: Identity) -> Iterator[Paragraph]:
    tokens = part.text.split(maxsplit=2)
    for count in (2, 1):
        if len(tokens) > count and is_title("".join(tokens[:count]), form):
            found.say("title", "".join(tokens[:count]), part.place)
            rest = part.text.split(maxsplit=count)[count]
            yield Paragraph(rest, part.place)
            return
    yield part


def without_buttons(text: str) -> str:
    """The end of a page's text without the buttons that follow it."""
    if len(text) > 2 and not _BUTTON.sub("", text).strip():
        return ""
    tokens = text.split()
    while len(tokens) > 1 and len(tokens[-1]) > 2 and not _BUTTON.sub("", tokens[-1]):
        text = text.rstrip()[: -len(tokens.pop())].rstrip()
    return text


def is_title(text: str, form: Form) -> bool:
    """Whether the text is a report's title: short, of a year, ending as the form's title does."""
    letters = fold(text)
    ending = fold(form.title)[-4:]
    return (
        len(letters) <= _LONGEST
        and letters.endswith(ending)
        and bool(_YEAR.search(text))
        and not re.search("[，。；]", text)
    )


def year_of(title: str) -> int | None:
    """The year a title names."""
    match = _YEAR.search(title)
    return int(match[1].translate(_DIGITS)) if match else None


def name_in(title: str, form: Form) -> str:
    """The agency's name as a title has it: what is neither the year nor the kind of report."""
    letters = fold(_YEAR.sub("", title)).removeprefix("度").removeprefix("关于")
    subject, ending = fold(form.title).partition("工作")[0], fold(form.title)[-4:]
    return re.split(f"的?(?:关于)?度?(?:{subject}|{ending})", letters)[0].removesuffix("度").removesuffix("的")


def day_of(text: str) -> date | None:
    """The day a text names, where it names one that exists."""
    match = _DAY.search(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
