"""Check for another year left in the text (narrative.year) and for a wrong statistics period (narrative.period)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.narrative.named_years import PLANNED, year_of_report
from generator.checks.narrative.names import AGENCY, NAME, PLACE, is_name, is_own
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.periods import wrong_periods
from generator.checks.narrative.scope import LOCAL_KINDS, YEAR, Scope, chinese_year
from generator.checks.subject import Subject
from generator.model.problem import Check, Problem
from generator.sources.declared import NARRATIVE_PERIOD, NARRATIVE_YEAR

_ITEM = (
    r"(?:[一二三四五六七八九十]+是|（[一二三四五六七八九十]{1,3}）[^，。；0-9]{0,16}，?|[^，。；：0-9]{2,10}(?:来看|方面)，|[0-9][.、][^，。；：0-9]{0,14}"
    "|[^，。；：0-9]{2,30}：)?(?:在|回顾|总结|纵观)?(?:(?:刚刚)?过去的)?"
)
_OPENING = re.compile(rf"{_ITEM}(?P<until>截[至止]到?)?(?P<year>{YEAR})(?P<rest>.*)")
_WE = "(?:[我本][局委厅镇乡县市区街]|本(?:机关|单位))"
_AFTER_NAME = re.compile(rf"{_ITEM}(?P<name>{_WE}|{NAME})(?P<year>{YEAR})(?P<rest>.*)")
_AFTER_LEAD = re.compile(
    rf"(?:按照|根据|依据|在|为)(?:《[^》。]{{2,60}}》|〔[0-9]{{4}}〕[0-9]{{1,3}}号|[^。；《〔0-9]){{1,60}}，(?P<year>{YEAR})(?P<rest>.*)"
)
_AFTER_CLAUSE = re.compile(
    rf"(?![^。]{{0,60}}(?:比|较|问题|整改|[上去]年|目前|历史|通报|统计))[^。；0-9]{{4,60}}，(?P<year>{YEAR})(?P<rest>.*)"
)
_OWN_FIGURE = re.compile(
    "度?，?(?:我[局委]|本机关|全[县市区镇乡])?共?(?:主动公开|收到|受理|公开|发布)[^，。；的0-9]{0,12}[0-9]"
)
_NAME = re.compile(NAME)
_AUTHOR = re.compile(f"我|{_WE}")
_LOCAL_SELF = re.compile(
    "(?:镇|乡|街道|街)(?:党|办|纪|各|[^一-鿿]|(?=信|政务|紧|严|认|高|坚|持|全|积|扎|深|公|收|依|以|按|共|未|没|无|不))"
)
_WHOLE_YEAR = re.compile("(?:度全年|全年度?|度[里内]?|里|间|1月?[至到~—-]12月份?)?")
_OWN_WORK = re.compile(
    "我|本(?!次|届)|全[县市区省局镇乡委校街]|共|各(?:级|单位|部门|科|股)|主动公开|收到|新收|(?:未|没有|无)(?:向[^，。；]{1,12})?(?:收到|收取|发生|产生)|均[为是未无没]"
)
_WORK = re.compile(
    f"{_OWN_WORK.pattern}|在|以(?!上)|按|根据|依|坚持|认真|严格|深入|全面|积极|持续|扎实|紧|围绕|公开|受理|办理"
    "|办结|发出|收取|未|没有|无|制|发布|因|通过|政府信息公开|政务公开"
)
_IN_WORK = re.compile("的?(?:政府信息公开|信息公开|政务公开)?(?:各项)?工作(?:中|上|方面|过程中|里)?(?=，)")
_MEETING = re.compile(
    "全[县市区省](?:年度)?(?:政府信息公开|信息公开|政务公开)(?:工作)?(?:会|要点|方案|考|评|测|培训|推进会|分工|通报|通知|意见)"
)
_DOCUMENT = re.compile("(?:制定|制发|发布|公开)的(?=[^，。；0-9]{2})")
_COUNTED = re.compile(
    "(?!结转)[^，。；、：的0-9]{2,12}(?:、[^，。；：的0-9]{2,12})?[0-9]+[条件份篇次期场]|(?:新增|新设|开设)[^，。；、：的0-9]{2,10}[0-9]+个"
)
_SHORTFALL = re.compile(
    "(?:政府信息公开|信息公开|政务公开)?(?:的|工作|中|存在|以下|一些)*(?:主要)?(?:问题|不足|短板|差距|困难)[^，。；改]{0,6}(?:有|是|为|在|如下|表现|：)"
)
_SLOGAN = re.compile(
    "(?:政府信息公开|信息公开|政务公开)?工作中?[还仍尚也]+(?:存在|有)|是[^，。；]{2,30}之年|(?:的?(?:政府信息公开|信息公开|政务公开)?工作)?(?:虽|尽管)|以[^，。；]{2,20}为(?:抓手|契机|重点|主线|核心|目标|导向|载体)"
    "|(?:政府信息公开|信息公开|政务公开)(?:工作)?(?:的|开展|总体|主要)*(?:情况|成效)(?:如下|：)"
    "|(?:政府信息公开|信息公开|政务公开)(?:各项)?工作(?:开展)?(?:总体|整体)?(?:有序|稳步|扎实|顺利|平稳|取得|得到|不断|持续|紧紧?围绕|进一步|成效|以)"
)
_IN_ASSESSMENT = re.compile(
    "[^，。；]{0,16}(?:考核|评估|测评|检查|评选|督查|活动|会议|培训)(?:工作)?(?:中|时|上|期间)，"
)
_ASSESSED = re.compile("考核|评估|测评|检查|排名|得分|通报")
_OTHER_SUBJECT = re.compile(
    "国务院|国家|全国|中央|党中央|上级|第三方|新修|修订后|新?《"
    f"|(?P<name>(?:[一-鿿]{{2,6}}?(?:{PLACE})|[省市县区州镇])[一-鿿]{{0,10}}?(?:{AGENCY}|委|办))"
)
_YEAR_END = re.compile("(?:12月31日|(?:12月|年)?底|末)[，止]")
_EVENT = re.compile(
    "[^，。；]{0,4}，?[^，。；]{0,10}(?:被[^，。；]{0,10}(?:评|授|确定|列|命名|选)|获(?!取)|成立|建成|上线|启动|(?<!公)开通|试点|挂牌)"
    "|[^。；]{0,30}(?:机构改革|划转|更名)"
)
_COMPARISON = re.compile("同比|相比|对比|增长|上升|下降|增加|减少|增幅|降幅")
_NOW = re.compile("今年|本年|目前")
_CITED = re.compile("《[^》。]{1,60}》")
_LOOKS_AHEAD = re.compile("将|计划|拟|下一步|继续|力争|进一步|重点|加强|确保|开局|要(?!求|点|素|闻|情)")
_ADVICE = "请核对是不是沿用旧稿、没有改年份。"
_ANY_YEAR = re.compile(YEAR)
_EXCERPT_MARGIN_CHARS = 14


def check_years(subject: Subject, passage: Passage, scope: Scope) -> Iterator[Problem]:
    """Yield a warning for each sentence that treats another year as the report's, and for each wrong period."""
    text = passage.text
    if not any(mark in text for mark in "./-年"):
        return
    reported: set[int] = set()
    for span in wrong_periods(passage, scope.year):
        reported.add(passage.sentence_at(span[0])[0])
        yield _problem(
            subject, passage, NARRATIVE_PERIOD, span,
            f"本报告的统计期限应是{scope.year}年1月1日至{scope.year}年12月31日", "请核对日期。",
        )  # fmt: skip
    for planned in PLANNED.finditer(text):
        span = planned.span(planned.lastgroup or 0)
        if chinese_year(text[slice(*span)]) > scope.year:
            continue
        reported.add(passage.sentence_at(span[0])[0])
        yield _problem(
            subject, passage, NARRATIVE_YEAR, span,
            f"本报告是 {scope.year} 年度的，下一步应当是 {scope.year + 1} 年", _ADVICE,
        )  # fmt: skip
    if all(chinese_year(year) == scope.year for year in _ANY_YEAR.findall(text)):
        return
    first_mention = text.find(str(scope.year))
    for low, high in passage.sentences:
        is_mentioned = 0 <= first_mention < low
        if low not in reported and (found := _wrong_year(passage, low, high, scope, is_mentioned)):
            yield _problem(
                subject, passage, NARRATIVE_YEAR, found,
                f"本报告是 {scope.year} 年度的，这一句没有提到 {scope.year} 年", _ADVICE,
            )  # fmt: skip


def _problem(
    subject: Subject, passage: Passage, check: Check, span: tuple[int, int], finding: str, advice: str
) -> Problem:
    quote = passage.as_shown(*span) if check is NARRATIVE_PERIOD else passage.excerpt(*span, _EXCERPT_MARGIN_CHARS)
    return check.at(passage.position(subject, span[0]), f"{passage.label}写“{quote}”，{finding}。", advice)


def _wrong_year(passage: Passage, low: int, high: int, scope: Scope, is_mentioned: bool) -> tuple[int, int] | None:
    """Return the span of another year given in place of the report's; None if there is none.

    `is_mentioned` says that an earlier sentence names the report's year, so that this one may look back from it.
    """
    text, year = passage.text, scope.year
    if span := year_of_report(passage, low, high):
        return span if chinese_year(text[slice(*span)]) != year and str(year) not in text[low:high] else None
    match = _opening(text, low, high, scope)
    if not match or chinese_year(match["year"]) == year or not _is_about_whole_year(match, scope):
        return None
    rest, other = match["rest"], chinese_year(match["year"])
    sets_other_year = match.re is _OPENING and match["until"] and other == year - 1
    if (_NOW.search(rest) and not sets_other_year) or str(year) in _CITED.sub("", text[low:high]) or _EVENT.match(rest):
        return None
    if other > year and (_LOOKS_AHEAD.search(rest) or not re.search("[0-9]", rest)):
        return None
    if is_mentioned and (other < year or _COMPARISON.search(rest)):
        return None
    return match.span("year")


def _opening(text: str, low: int, high: int, scope: Scope) -> re.Match[str] | None:
    """Return the match of the year that opens the sentence, at its start, after the author's name, or after a lead."""
    if match := _OPENING.match(text, low, high):
        return match
    match = _AFTER_NAME.match(text, low, high)
    if match and _WORK.match(match["rest"].lstrip("度，")) and _names_author(match["name"], scope):
        return match
    match = _AFTER_LEAD.match(text, low, high)
    if match and _names_author(match["rest"].lstrip("度，"), scope):
        return match
    match = _AFTER_CLAUSE.match(text, low, high)
    return match if match and _OWN_FIGURE.match(match["rest"]) else None


def _names_author(words: str, scope: Scope) -> bool:
    """Return whether the words begin with the author: 我局, or a form of its name."""
    if _AUTHOR.match(words) or (scope.kind in LOCAL_KINDS and _LOCAL_SELF.match(words)):
        return True
    name = _NAME.match(words)
    return name is not None and is_own(name[0], scope)


def _is_about_whole_year(match: re.Match[str], scope: Scope) -> bool:
    """Return whether the sentence continues as one about a whole year's work.

    After last year and a comma anything does, unless another agency is its subject.
    """
    rest = match["rest"]
    if match.re is _OPENING and match["until"]:
        return _YEAR_END.match(rest) is not None
    body = _WHOLE_YEAR.sub("", rest, count=1)
    is_last_year = chinese_year(match["year"]) == scope.year - 1
    if is_last_year and (lead := _IN_WORK.match(body)):
        body = body[lead.end() :]
    if _DOCUMENT.match(body) or _MEETING.match(body):
        return False
    if not body.startswith("，"):
        own_work = _WORK if match.re is _AFTER_NAME else _OWN_WORK
        if own_work.match(body) or not is_last_year:
            return own_work.match(body) is not None and not _IN_ASSESSMENT.match(body)
        if _names_author(body, scope) or _SLOGAN.match(body) or _SHORTFALL.match(body):
            return True
        return _COUNTED.match(body) is not None and not _ASSESSED.search(body)
    body = body.removeprefix("，")
    if not is_last_year:
        return _WORK.match(body) is not None
    other = _OTHER_SUBJECT.match(body)
    if other is None or _WORK.match(body) or _names_author(body, scope):
        return True
    return other["name"] is not None and (not is_name(other["name"]) or is_own(other["name"], scope))
