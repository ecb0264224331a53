"""The keys of source files that no form defines, with their meanings as shown in messages and schemas."""

from __future__ import annotations

from generator.model.form import Form

REPORT = {
    "form": "表格格式",
    "published": "公布日期",
    "source": "原件网址",
    "title": "标题",
    "index_number": "索引号",
    "document_number": "文号",
    "licence": "使用许可",
    "preamble": "第一部分之前的正文",
    "closing": "最后一部分之后的正文",
    "notes": "表格旁的说明",
    "accepts": "照原样公布的差错",
    "corrections": "公布后的更正",
    "withdrawn": "撤回",
}

LINES = ("title", "index_number", "document_number", "licence")
"""The keys of a report that hold one line of free text."""

TEXTS = ("preamble", "closing")
"""The keys of a report that hold paragraphs."""

CORRECTED = (*TEXTS, "title", "published", "index_number", "document_number", "form", "withdrawn")
"""The keys other than sections that a correction may name as changed."""

ACCEPT = {"check": "检查名", "cell": "单元格", "reason": "理由", "sides": "两边的数"}
CORRECTION = {"date": "日期", "reason": "理由", "changes": "改动的数", "text": "改动的正文"}
WITHDRAWAL = {"date": "日期", "reason": "理由"}

AGENCY = {
    "name": "全称",
    "kind": "类别",
    "short_names": "简称",
    "region": "区划代码",
    "uscc": "统一社会信用代码",
    "site": "政府网站",
    "since": "设立年份",
    "until": "撤销年份",
    "formerly": "曾用名",
    "moved_from": "原来的文件夹",
    "duty": "报送义务",
    "demo": "示例数据",
}

SETTINGS = {
    "site_name": "网站名称",
    "site_url": "网址",
    "site_description": "网站简介",
    "copyright": "版权说明",
    "extra": "页脚等",
}
"""The keys at the top of `mkdocs.yml` that say whose site it is."""

EXTRA = {
    "official": "是不是政府网站",
    "organizer": "主办单位",
    "contact": "联系方式",
    "report_error": "找错的网址",
    "site_id": "网站标识码",
    "icp": "ICP 备案号",
    "icp_link": "ICP 备案号链接到的网址",
    "police": "公安备案号",
    "police_link": "公安备案号链接到的网址",
    "repository": "代码仓库的网址",
    "logo": "标志",
    "navigation": "导航显示哪些栏目",
}
"""The keys below `extra` in `mkdocs.yml`."""

SITE = {"name": "网站名称", "domain": "域名", "id_code": "网站标识码"}
FORMER = {"name": "全称", "until": "用到哪一年", "note": "变更情况"}
DUTY = {"from": "起始年度", "to": "最后年度", "due": "截止日期"}


RULE = {
    "title": "通知的标题",
    "number": "文号",
    "from": "起始年度",
    "to": "最后年度",
    "agencies": "哪些机关",
    "kinds": "哪些类别的机关",
    "longest": "各部分最多多少字",
    "due": "最后一天",
    "figures": "正文要写明的数",
}
"""The keys of a rule in `rules.yml`."""


def correctable(form: Form) -> dict[str, str]:
    """Return the keys that a correction may name as changed texts, with their meanings."""
    return {section.key: section.title for section in form.sections} | {key: REPORT[key] for key in CORRECTED}
