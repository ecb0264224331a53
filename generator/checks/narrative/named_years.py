"""Find the year that a text calls the report's, or that of its plans."""

from __future__ import annotations

import re

from generator.checks.narrative.passages import Passage
from generator.checks.narrative.scope import YEAR

_PLANNED_WORK = (
    "进一步|继续|持续|不断|着力|努力|坚持|切实|聚焦|围绕|针对|加强|加快|加大|强化|提高|提升|完善|推进|严格|深入|扎实|(?:重点|着重)?[做抓]好"
    "|从(?:以下|[一二两三四五六七八九十几多]+个?方面)"
)
PLANNED = re.compile(
    rf"(?:^|[，。；])(?:下一步|今后)(?:工作中|工作)?，?(?P<year>{YEAR})度?，?(?:[我本][局委办镇乡县市区]|[我本](?:单位|机关|街道))?(?:将|要|拟|计划)"
    rf"|(?:下一步|今后)[^。；0-9]{{0,20}}将[在于](?P<then>{YEAR})(?!度?(?:的|工作)*基础)"
    rf"|(?:^|[。；])(?P<work>{YEAR})度?工作(?:打算|计划|安排|思路)(?:如下|：|。)"
    rf"|(?:^|[。；：]|(?:针对|对照|为解决|为改进)[^，。；0-9]{{0,20}}，)(?P<now>{YEAR})度?，?[^，。；0-9]{{0,14}}将(?:会)?(?:{_PLANNED_WORK})(?![^，。；]{{0,16}}(?:列[为入]|纳入|作为))"
)
_THIS_REPORT = re.compile(
    rf"现(?:就|将|对)?[^，。；0-9]{{0,20}}(?P<year>{YEAR})度?[^，。；]{{0,24}}?(?:信息公开|政务公开|工作(?:开展)?情况)[^，。；]{{0,14}}(?:如下|公布)"
    rf"|反映(?P<shown>{YEAR})[^。；]{{0,24}}编制本(?:年度)?报告|结合[^，。；0-9]{{0,12}}(?P<basis>{YEAR})[^，。；]{{0,24}}(?:实际|情况|工作)(?:，[^，。；0-9]{{0,6}})?(?:编制|编写|撰写)"
    rf"|特此(?:公布|公告|报告)[^，。；0-9]{{0,20}}(?P<hereby>{YEAR})"
    rf"|以上(?:就|即)?[是为][^，。；0-9]{{0,12}}(?P<above>{YEAR})度?[^，。；0-9]{{0,12}}(?:情况|报告|内容)"
    rf"|本(?:年度)?(?:报告|年报)(?:中|(?:由|根据|按照)[^。；0-9]{{2,50}}，(?:内容|数据)?)?(?:主要|全面|客观|各项|有关|数据|的)*(?:反映|涵盖|总结|为|是|系|所列|统计)[^，。；0-9]{{0,12}}(?P<of>{YEAR})(?![0-9])"
    rf"|(?:本年度?|全年|一年来|过去一年)[（，]即?(?P<same>{YEAR})(?:度|1月1?日?[至到—~-]+12月(?:底|份|31日)?)?[），]|今年是(?P<now>{YEAR})"
)
_TITLE = re.compile(
    rf"(?P<year>{YEAR})度?[^，。；：《》0-9]{{0,20}}(?:年?度报告|年报|信息公开(?:工作)?情况)"
    rf"|编制(?:了|完成)?(?P<made>{YEAR})度?[^，。；：《》0-9]{{0,16}}报告"
)


def year_of_report(passage: Passage, low: int, high: int) -> tuple[int, int] | None:
    """Return the span of the year that the sentence calls the report's: 现将2023年…如下, 编制2023年度报告."""
    if match := _THIS_REPORT.search(passage.text, low, high):
        return match.span(match.lastgroup or 0)
    if passage.key == "preamble" and (match := _TITLE.search(passage.text, low, high)):
        is_in_title = passage.text.rfind("《", low, match.start()) > passage.text.rfind("》", low, match.start())
        return None if is_in_title else match.span(match.lastgroup or 0)
    return None
