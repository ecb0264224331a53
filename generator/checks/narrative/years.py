"""Check for another year left in the text (narrative.year) and for a wrong statistics period (narrative.period)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.narrative.passages import Passage
from generator.checks.narrative.scope import YEAR, Scope, chinese_year
from generator.checks.subject import Subject
from generator.model.problem import Problem

_OPENING = re.compile(
    r"(?:[一二三四五六七八九十]+是|（[一二三四五六七八九十]{1,3}）[^，。；0-9]{0,14}|[0-9][.、])?"
    rf"(?P<until>截[至止]到?)?(?P<year>{YEAR})(?P<rest>.*)"
)
_OWN_WORDS = (
    "我|本(?!次|届)|全[县市区省局镇乡委校街]|共|各(?:级|单位|部门|科|股)|主动公开"
    "|收到|新收|未收到|没有收到|未收取|没有收取"
)
_OWN_WORK = re.compile(rf"(?:度?全年|度)?(?:{_OWN_WORDS})")
_AFTER_COMMA = re.compile(
    rf"(?:度?全年|度)?，(?:{_OWN_WORDS}|在|以(?!上)|按|根据|依|坚持|认真|严格|深入|全面|积极|持续|扎实|紧|围绕|公开|受理|办理"
    "|办结|未|没有|无|制|发布|因|通过|政府信息公开|政务公开|县|市|区|镇|乡|街道)"
)
_YEAR_END = re.compile("(?:12月31日|年?底|末)[，止]")
_EVENT = re.compile(
    "^[^，。；]{0,4}，?[^，。；]{0,10}(?:被[^，。；]{0,10}(?:评|授|确定|列|命名|选)|获|成立|建成|上线|启动|(?<!公)开通|试点|挂牌)"
)
_COMPARISON = re.compile("同比|相比|对比|增长|上升|下降|增加|减少|增幅|降幅")
_NOW = re.compile("今年|本年|当年|目前")
_PLAN = re.compile("将|计划|拟|下一步|继续|力争|进一步|重点|加强|确保|开局|要")
_ADVICE = "请核对是不是沿用旧稿、没有改年份。"
_PLANNED = re.compile(
    rf"(?:^|[。，；])(?:下一步|今后)(?:工作中|工作)?，?(?P<year>{YEAR})度?，?(?:[我本][局委办镇乡县市区]|[我本](?:单位|机关|街道))?(?:将|要|拟|计划)"
)
_THIS_REPORT = re.compile(
    rf"现(?:就|将|对)?[^，。；0-9]{{0,12}}(?P<year>{YEAR})度?[^，。；]{{0,24}}?(?:信息公开|政务公开)[^，。；]{{0,14}}(?:如下|公布)"
)

_EXCERPT_MARGIN_CHARS = 14
_DAY = "{year}(?P<{m}>[0-9]{{1,2}})(?:月|[./-])(?P<{d}>[0-9]{{1,2}})日?"
_RANGE = re.compile(
    _DAY.format(year="(?P<y1>[0-9]{4})(?:年|[./-])", m="m1", d="d1")
    + "(?:起|开始)?，?(?:至|到|[-—~～－]+)"
    + _DAY.format(year="(?:(?P<y2>[0-9]{4})(?:年|[./-]))?", m="m2", d="d2")
)
_REPORT_WORDS = re.compile("统计|报告|期间|期限|时限|周期|反映|涉及")
_OTHER_MATTERS = re.compile("决算|预算|考核|征求|规划|公示|培训|评估|普查|任期|有效期|试用|督查|审计|整改")


def check_years(subject: Subject, passage: Passage, scope: Scope) -> Iterator[Problem]:
    """Yield a warning for each sentence that treats another year as the report's, and for each wrong period."""
    text = passage.text
    if "年" not in text and "." not in text:
        return
    reported: set[int] = set()
    for match in _RANGE.finditer(text):
        if _is_wrong_period(passage, match, scope.year):
            reported.add(passage.sentence_at(match.start())[0])
            yield _problem(
                subject, passage, "narrative.period", match.span(),
                f"本报告的统计期限应是{scope.year}年1月1日至{scope.year}年12月31日", "请核对日期。",
            )  # fmt: skip
    if (planned := _PLANNED.search(text)) and chinese_year(planned["year"]) <= scope.year:
        reported.add(passage.sentence_at(planned.start("year"))[0])
        yield _problem(
            subject, passage, "narrative.year", planned.span("year"),
            f"本报告是 {scope.year} 年度的，下一步应当是 {scope.year + 1} 年", _ADVICE,
        )  # fmt: skip
    for low, high in passage.sentences:
        if low not in reported and (span := _wrong_year(passage, low, high, scope.year)):
            yield _problem(
                subject, passage, "narrative.year", span,
                f"本报告是 {scope.year} 年度的，这一句没有提到 {scope.year} 年", _ADVICE,
            )  # fmt: skip


def _problem(
    subject: Subject, passage: Passage, check: str, span: tuple[int, int], finding: str, advice: str
) -> Problem:
    quote = passage.as_shown(*span) if check == "narrative.period" else passage.excerpt(*span, _EXCERPT_MARGIN_CHARS)
    message = f"{passage.label}写“{quote}”，{finding}。{advice}"
    return Problem(passage.position(subject, span[0]), "warning", check, message, advice=advice)


def _is_wrong_period(passage: Passage, match: re.Match[str], year: int) -> bool:
    """Return whether the dates are given as the report's period but differ from it."""
    low, high = passage.sentence_at(match.start())
    before, sentence = passage.text[low : match.start()], passage.text[low:high]
    first = (int(match["y1"]), int(match["m1"]), int(match["d1"]))
    last = (int(match["y2"] or match["y1"]), int(match["m2"]), int(match["d2"]))
    is_whole_year = first[1:] == (1, 1) and last[1:] == (12, 31)
    if _OTHER_MATTERS.search(sentence) or not (_REPORT_WORDS.search(before) or (is_whole_year and len(before) < 3)):
        return False
    return (first, last) != ((year, 1, 1), (year, 12, 31))


def _wrong_year(passage: Passage, low: int, high: int, year: int) -> tuple[int, int] | None:
    """Return the span of another year given in place of the report's; None if there is none."""
    text = passage.text
    if match := _THIS_REPORT.search(text, low, high):
        return match.span("year") if chinese_year(match["year"]) != year else None
    match = _OPENING.match(text, low, high)
    if not match or chinese_year(match["year"]) == year or not _is_about_whole_year(match):
        return None
    rest, other = match["rest"], chinese_year(match["year"])
    if _NOW.search(rest) or str(year) in rest or _EVENT.search(rest):
        return None
    if other > year and (_PLAN.search(rest) or not re.search("[0-9]", rest)):
        return None
    if str(year) in text[:low] and (other < year or _COMPARISON.search(rest)):
        return None
    return match.span("year")


def _is_about_whole_year(match: re.Match[str]) -> bool:
    """Return whether the sentence continues as one about a whole year's work."""
    if match["until"]:
        return _YEAR_END.match(match["rest"]) is not None
    return bool(_OWN_WORK.match(match["rest"]) or _AFTER_COMMA.match(match["rest"]))
