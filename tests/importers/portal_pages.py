"""Made-up pages in the manner of many site systems, all with the same report in them."""

from collections.abc import Callable, Mapping

from tests.importers.html_reports import SIGNATURE, TITLE, Body

SUFFIX = "_法定主动公开内容_某县人民政府"


def _page(head: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


def _links(*texts: str, tag: str = "li") -> str:
    return "".join(f'<{tag}><a href="/{number}.html">{text}</a></{tag}>' for number, text in enumerate(texts))


_LABEL = f"<meta name=ArticleTitle content={TITLE}>"
_MENU = f"<ul>{_links('首页', '政务公开', '政务服务', '互动交流', '走进某县')}</ul>"
_FOOTER = (
    "<p>主办：某县人民政府办公室　承办：某县大数据局</p><p>网站标识码：0000000000　某ICP备00000000号</p>"
    "<p>版权所有，未经许可不得转载。</p>"
)
_FACTS = "<span>发布时间：2024-01-20 09:30</span><span>来源：某县甲局</span><span>浏览次数：15</span>"


def trs(body: Body) -> str:
    """A menu and a breadcrumb as lists, the text in an editor's element, a code to scan."""
    return _page(
        f"{_LABEL}<meta name=PubDate content='2024-01-20 09:30'><title>{TITLE}{SUFFIX}</title>",
        f'<div class="header">{_MENU}<p>无障碍浏览</p><p>今天是：2024年1月20日</p></div>'
        f'<div class="crumb"><span>当前位置：</span><ul>{_links("首页", "政务公开", "年报")}</ul></div>'
        f'<div class="article_title">{TITLE}</div><div class="article_info">{_FACTS}</div>'
        f'<div class="TRS_Editor">{"".join(body)}</div><div class="qr"><p>扫一扫在手机打开当前页</p></div>'
        f'<div class="footer">{_FOOTER}</div>',
    )


def jcms(body: Body) -> str:
    """A layout of nested tables with buttons below the title, and neighbours below the text."""
    return _page(
        f"<title>某县人民政府 年报 {TITLE}</title>",
        f"<table><tr><td><table><tr>{_links('首页', '县情', '公开', tag='td')}</tr></table></td></tr>"
        f'<tr><td>您现在的位置：<a href="/">首页</a> &gt; <a href="/nb">年报</a> &gt; 正文</td></tr>'
        f'<tr><td><table id="c"><tr><td align=center>{TITLE}</td></tr>'
        f"<tr><td>发布日期：2024-01-20　字体：【大 中 小】　<a href='javascript:print()'>打印</a></td></tr>"
        f'<tr><td><div id="zoom">{"".join(body)}</div></td></tr>'
        f'<tr><td>上一篇：<a href="/1">某县乙局2023年政府信息公开工作年度报告</a></td></tr>'
        f"<tr><td>下一篇：没有了</td></tr></table></td></tr><tr><td>{_FOOTER}</td></tr></table>",
    )


def founder(body: Body) -> str:
    """Line breaks instead of paragraphs around the tables, in one element that also has the buttons."""
    text = "<br>".join(part.replace("<p>", "").replace("</p>", "") for part in body)
    return _page(
        f"<title>{TITLE}</title>",
        f'<div id="top">{_MENU}</div><div id="main"><h1>{TITLE}</h1><!--enpcontent-->{text}<br>'
        f'<a href="#" onclick="window.print()">【打印】</a><a href="#">【关闭】</a></div><div>{_FOOTER}</div>',
    )


def kaipu(body: Body) -> str:
    """One main element with the site's header, a side column and related links."""
    return _page(
        f"<title>{TITLE}-某县人民政府门户网站</title>",
        f"<main><div class=logo>某县人民政府</div>{_MENU}<div class=left><p>政府信息公开</p>"
        f"<ul>{_links('政府信息公开指南', '政府信息公开制度', '政府信息公开年报', '依申请公开')}</ul></div>"
        f"<div class=right><div class=tit><h2>{TITLE}</h2></div>"
        f"<div class=bar><i>分享到：</i><i>微信</i><i>微博</i></div>"
        f"<div class=con>{''.join(body)}</div><div class=rel><p>相关信息</p><ul>"
        f"{_links('某县甲局2022年政府信息公开工作年度报告', '某县甲局2021年政府信息公开工作年度报告')}</ul></div></div>"
        f"<div>{_FOOTER}</div></main>",
    )


def wechat(body: Body) -> str:
    """A container that a script makes visible."""
    sections = "".join(f"<section>{part}</section>" for part in body)
    return _page(
        f'<meta property="og:title" content="{TITLE}"><title></title>',
        f'<div id="js_article"><h1 id="activity-name">{TITLE}</h1><div id="meta"><span>原创</span>'
        f"<span>某县发布</span><em>2024-01-20 09:30</em></div>"
        f'<div id="js_content" style="visibility: hidden; opacity: 0;">{sections}</div>'
        f"<div><p>预览时标签不可点</p></div></div><div><p>微信扫一扫</p><p>关注该公众号</p><p>知道了</p></div>"
        f'<div style="display:none"><p>轻触阅读原文</p></div>',
    )


def word(body: Body) -> str:
    """A page saved by Word: title in two paragraphs, nothing around."""
    first, second = TITLE[:4], TITLE[4:]
    return _page(
        "<meta name=Generator content='Microsoft Word 15'><title>甲局</title>",
        f"<div class=WordSection1><p align=center>{first}</p><p align=center>{second}</p>{''.join(body)}</div>",
    )


def soup(body: Body) -> str:
    """Elements without meaning; every line of the text and of the rest is one."""
    return _page(
        f"<title>{TITLE}</title>",
        f"<div><div><div>某县人民政府门户网站</div><div>简体</div><div>繁体</div><div>长者模式</div></div>"
        f"<div><div>{TITLE}</div><div>来源：甲局　时间：2024-01-20　点击数：7</div><div>【字号：大 中 小】</div>"
        f"<div>{''.join(body)}</div><div>打印本页</div><div>关闭窗口</div></div><div>{_FOOTER}</div></div>",
    )


def two_articles(body: Body) -> str:
    """The report in one article, another text with links to more in a second one."""
    return _page(
        f"<title>{TITLE}{SUFFIX}</title>",
        f"<article><h1>{TITLE}</h1>{''.join(body)}</article><article><h1>2023年度报告图解</h1>"
        f"<p>一图读懂甲局的工作，请看下图。</p><p>点击查看</p></article>",
    )


def split(body: Body) -> str:
    """The text in two blocks with a share bar between them; the date in a block of its own."""
    half, end = len(body) // 2, len(body) - 2
    return _page(
        f"<title>{TITLE}</title>",
        f"<div class=w>{_MENU}<h3>{TITLE}</h3><div class=part>{''.join(body[:half])}</div>"
        f"<div class=share><span>分享到</span><span>朋友圈</span></div>"
        f"<div class=pages>{_links('1', '2', '下一页')}</div>"
        f"<div class=part>{''.join(body[half:end])}</div><div class=sign>{''.join(body[end:])}</div>"
        f"<div class=tools><span>收藏</span><span>纠错</span></div></div>",
    )


def tabs(body: Body) -> str:
    """Two panes, of which a script shows one; the label of the panes stands above."""
    half = len(body) // 2
    return _page(
        f"<title>{TITLE}</title>",
        f"<header>{_MENU}</header><article><h1>{TITLE}</h1>"
        f"<div class=pane>{''.join(body[:half])}</div>"
        f'<div class=pane style="display: none">{"".join(body[half:])}</div>'
        f'<div style="display:none"><p>加载中，请稍候。</p></div></article><footer>{_FOOTER}</footer>',
    )


def facts_table(body: Body) -> str:
    """A table of facts before the title and a list of attachments after the date."""
    return _page(
        f"{_LABEL}<title>{TITLE}</title>",
        f"<div>{_MENU}</div><div class=xxgk><ul><li>索 引 号：000000000/2024-00002</li><li>发布机构：某县甲局</li>"
        f"<li>文　　号：</li><li>公开日期：2024-01-20</li></ul></div><div class=art><p>{TITLE}</p>"
        f"<div class=view>{''.join(body)}</div><p>附件：</p><ul>{_links('年度报告.docx', '年度报告.pdf')}</ul></div>"
        f"<div>{_FOOTER}</div>",
    )


def terms(body: Body) -> str:
    """Facts as terms and descriptions, the page's own title far above that of the text."""
    return _page(
        f"<title>年报 - {TITLE} - 某县</title>",
        f"<form>{_MENU}<h1>政府信息公开</h1><dl><dt>索引号</dt><dd>000000000/2024-00002</dd><dt>公开日期</dt>"
        f"<dd>2024-01-20</dd></dl><div class=box><p>{TITLE}</p><div>{''.join(body)}</div></div>"
        f"<p>本页二维码</p><p>政务微信</p></form>",
    )


def sidebar_after(body: Body) -> str:
    """A column with other years and news beside the text, which comes later in the source; no title in the text."""
    return _page(
        f"{_LABEL}<title>{TITLE}</title>",
        f"<div>{_MENU}</div><div><div class=col8>{''.join(body)}</div><div class=col4><h4>历年年报</h4>"
        f"<ul>{_links('2022年', '2021年', '2020年')}</ul><h4>动态</h4>"
        f"<p>我县召开政务公开工作会议，部署明年工作。</p></div></div><div>{_FOOTER}</div>",
    )


def contents(body: Body) -> str:
    """The section titles as tabs before the text, buttons that are no links, facts and a remark after the date."""
    titles = (
        part for part in body if part[1:].partition(">")[2][:2] in ("一、", "二、", "三、", "四、", "五、", "六、")
    )
    return _page(
        f"<title>{TITLE}</title>",
        f"<article>{_MENU}<h2>{TITLE}</h2><div><i>打印</i><i>关闭</i><i>分享到：</i></div>{''.join(titles)}{''.join(body)}"
        f"<p>责任编辑：张三</p><p>扫一扫，在手机上打开当前页面，分享给好友。</p></article>",
    )


def signed_in_table(body: Body) -> str:
    """Titles that unfold their sections, and the signature in a table that sets it to the right."""
    unfolding = [
        f'<h4 onclick="unfold()">{part}</h4>' if part[3:5] in ("一、", "二、", "三、") else part for part in body[:-2]
    ]
    rows = "".join(f"<tr><td>{line}</td></tr>" for line in SIGNATURE)
    return _page(
        f"<title>{TITLE}</title>",
        f"<div>{_MENU}</div><div><p>{TITLE}</p>{''.join(unfolding)}<table align=right>{rows}</table></div>{_FOOTER}",
    )


def copies(body: Body) -> str:
    """A hidden copy for printing, which is not read."""
    return _page(
        f"<title>{TITLE}</title>",
        f"<div>{_MENU}</div><div><p>{TITLE}</p>{''.join(body)}</div><div hidden><p>{TITLE}</p>{''.join(body)}</div>",
    )


def unsigned(body: Body) -> str:
    """A text without signature and date, followed by buttons in its own element."""
    return _page(
        f"<title>{TITLE}</title>",
        f"<div>{_MENU}</div><div><p>{TITLE}</p>{''.join(body[:-2])}<p>打印</p><p>关闭</p></div><div>{_FOOTER}</div>",
    )


PAGES: Mapping[str, Callable[[Body], str]] = {
    page.__name__: page
    for page in (
        trs, jcms, founder, kaipu, wechat, word, soup, two_articles, split, tabs, facts_table, terms, sidebar_after,
        contents, signed_in_table, copies, unsigned,
    )
}  # fmt: skip
