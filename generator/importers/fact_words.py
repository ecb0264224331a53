"""The words by which sites label the facts about a report, and the key of the fact that each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

from generator.importers.dates import date_in
from generator.importers.labels import fold

_WORDS: Mapping[str, str] = {
    "named": "标题 名称 题名 信息名称 信息标题 信息题名 文件名称 文件标题 公文名称 文章标题",
    "source": "原文链接 原文地址 网址 链接 文章链接 信息来源地址",
    "index_number": "索引号 索引 信息索引 信息索引号 索引编号 索引码 索取号",
    "document_number": "文号 发文字号 文件编号 文件字号 公文文号 发文文号 信息文号 文件文号 公文字号",
    "organ": "来源 作者",
    "": "栏目 所属栏目 浏览次数 浏览量 阅读次数 阅读量 阅读 点击数 点击率 点击量 点击次数 访问量 访问次数 字体 字号 "
    "字体大小 文字大小 视力保护色 关键词 关键字 主题词 分类 信息分类 主题分类 组配分类 体裁分类 服务对象分类 体裁 "
    "服务对象 内容概述 内容摘要 摘要 概述 有效性 时效 时效性 是否有效 信息时效 信息有效性 文件状态 效力状态 有效期 "
    "责任编辑 编辑 审核 审核人 签发人 校对 公开形式 公开方式 公开范围 公开类别 公开程序 公开属性 信息类别 公文种类 "
    "公文类型 文种 语种 信息格式 字数 页数 备注 分享 分享到",
}
"""Words by key: the title in a table of facts is `named`; facts under the empty key are dropped."""

_KINDS: tuple[tuple[str, str, str], ...] = (
    ("published", "发布 公开 公布 发表 发稿 上网 上传 录入 更新 信息", "日期 时间"),
    ("dated", "成文 生成 印发 制发 制作 签发 发文 形成 产生 编制 写作", "日期 时间"),
    ("", "失效 生效 有效 废止 截止 实施 施行 终止", "日期 时间"),
    ("organ", "发布 发文 公开 制发 制作 供稿 信息 信息发布 公开责任 信息公开 公开义务 主办 责任 编制 生成 产生",
     "机构 机关 单位 部门 主体 处室 科室"),
    ("organ", "文章 信息 稿件 内容 新闻 资料 数据", "来源"),
    ("published", "", "日期 时间"),
)  # fmt: skip
"""Words composed of what is said of the report and of what kind of fact it is."""

_LABELS: Mapping[str, str] = {
    "articletitle": "title", "title": "page_title", "pubdate": "published", "publishdate": "published",
    "publishtime": "published", "pubtime": "published", "publishedtime": "published", "url": "source",
    "contentsource": "organ", "source": "organ", "author": "organ", "sitename": "site", "columnname": "site",
}  # fmt: skip
"""Keys of the labels of a file; the names of site and column are `site`."""

_MAX_NUMBER_WORDS = 3
"""An index number may be spaced once or twice; more words are a row of links to pages (共1页 首页 上一页 1 下一页)."""

DOCUMENT_NUMBER = re.compile(r"[一-龥]{2,12}\s*[〔\[［（(【]20[0-9]{2}[〕\]］）)】]\s*(?:第\s*)?[0-9]{1,4}\s*号")
"""A document number, which may stand alone on its line above the title of an official document."""

_MIN_DISTINCT_CHARS = 3
"""Shorter words (时间, 名称) also head ordinary tables and columns."""


def _composed() -> Iterator[tuple[str, str]]:
    for key, words in _WORDS.items():
        yield from ((word, key) for word in words.split())
    for key, qualifiers, nouns in _KINDS:
        yield from (("".join(pair), key) for pair in product(qualifiers.split() or [""], nouns.split()))


_KEYS = dict(_composed())
_ALTERNATIVES = "|".join(r"\s*".join(word) for word in sorted(_KEYS, key=len, reverse=True))

PAIR = re.compile(rf"(?P<open>[【\[]|[（(])?(?P<word>{_ALTERNATIVES})\s*(?:[】\]]?\s*[:：]|(?(open)[】\]]|(?!)))\s*")
"""A word with a colon, perhaps spaced (索 引 号：), or in brackets without one (【索引号】)."""

SPACED_WORD = re.compile(rf"(?<!\S)(?:{_ALTERNATIVES})(?!\S)")
"""A word between spaces, perhaps spaced itself."""


GLUED_WORD = re.compile(rf"{'|'.join(word for word in sorted(_KEYS, key=len, reverse=True) if len(word) > 1)}")
"""A word directly before its value, as in text copied from a page (索引号AB-1文号甲〔2025〕3号)."""


def key_of(text: str) -> str | None:
    """Return the key of a word, empty for a fact that is dropped; None if the text is not a word for a fact."""
    return _KEYS.get(fold(text))


def key_of_label(name: str) -> str | None:
    """Return the key of a label of the file, such as `PubDate`; None if it says nothing about the report."""
    return _LABELS.get(name.lower().rpartition(":")[2].rpartition(".")[2].replace("_", "")) or _KEYS.get(name) or None


def is_distinct(text: str) -> bool:
    """Return whether the word for a fact is no ordinary word."""
    return len(fold(text)) >= _MIN_DISTINCT_CHARS or key_of(text) == "document_number"


def is_plausible(key: str, value: str) -> bool:
    """Return whether the value can be one of the key: numbers have digits, dates are dates, addresses are whole."""
    if key in ("published", "dated"):
        return date_in(value) is not None
    if key in ("index_number", "document_number"):
        is_number = any(character.isdigit() for character in value) and len(value.split()) <= _MAX_NUMBER_WORDS
        return is_number or bool(DOCUMENT_NUMBER.fullmatch(value))
    return key != "source" or value.startswith(("http://", "https://"))
