"""Recognise what a page shows around its content: buttons, counters, breadcrumbs, links to other pages, footers."""

from __future__ import annotations

import re

_BUTTON_WORDS = (
    "(?:我要)?打印(?:本[页文])?|关闭(?:窗口|本[页文])?|收藏(?:本[页文])?|分享(?:到|至)?|微信|微博|QQ空间|全真版|文字版|文件下载|附件下载|"
    "收起|展开|展开全文|查看更多|相关链接|返回(?:顶部|首页|列表|上一页)|保存|纠错|复制(?:链接)?|大|中|小|-->|[|｜]"
)
_BUTTON = re.compile(rf"[【\[（(]?\s*(?:{_BUTTON_WORDS})\s*[】\])）]?[:：]?")
_TRAILING_BUTTONS = re.compile(rf"(?:\s+(?:{_BUTTON_WORDS})[:：]?|\s*[【\[（(]\s*(?:{_BUTTON_WORDS})\s*[】\])）])+\s*$")
_BREADCRUMB = re.compile(r"(?:您)?(?:(?:当前|现在|所在)(?:所在)?(?:的)?位置\s*[:：]?|首页\s*[>»›→＞/－-])")
_OTHER_PAGE = re.compile(r"[【\[]?\s*(?:上|下)\s*一\s*(?:篇|条|页|则)\s*[】\]]?\s*(?:[:：]|$)")
_QR_CODE = re.compile("扫一扫|扫码|二维码")
_FOOTER = re.compile(
    r"^(?:版权所有|主办(?:单位)?|承办(?:单位)?|技术支持|网站标识码|政府网站标识码|网站地图|联系我们|邮编|Copyright|[^，。]{0,6}ICP备|[^，。]{0,4}公网安备)",
    re.IGNORECASE,
)
_MAX_LINE_CHARS = 60
"""Breadcrumbs, links and footers are not longer."""


def is_button(token: str) -> bool:
    """Return whether the word is a button's."""
    return bool(_BUTTON.fullmatch(token))


def without_trailing_buttons(text: str) -> str:
    """Return a short text without the buttons at its end, which stand apart or in brackets."""
    return "" if is_button(text.strip()) else _TRAILING_BUTTONS.sub("", text)


def is_button_line(text: str) -> bool:
    """Return whether the line is nothing but buttons."""
    return not _BUTTON.sub("", text).strip()


def is_furniture(text: str) -> bool:
    """Return whether the line is nothing but buttons, a breadcrumb, a link to another page, or a footer."""
    if is_button_line(text):
        return True
    if len(text) > _MAX_LINE_CHARS or re.search("[，。；]", text):
        return False
    patterns = (_BREADCRUMB.match, _OTHER_PAGE.match, _QR_CODE.search, _FOOTER.match)
    return any(matches(text) for matches in patterns)
