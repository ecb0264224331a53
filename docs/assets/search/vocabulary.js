// Closed lists of what people type around names and years.

/** How people ask; cut off the ends of all words. */
export const ASKING = `
查询 查找 查看 查阅 查一下 检索 搜索 搜一下 看一下 看看 请问 我要找 我要看 我要 我想找 我想看 我想 帮我找 帮我 找一下 一下 有没有 有吗
在哪里 在哪儿 在哪 哪里 怎么查 怎么找 怎么样 如何 什么 多少件 多少 几件 关于 有关 这份 那份 一份 下载 链接 网址 的 吗 呢
`;

/** What is said of every report, or of all; cut off the ends of words that may name agencies. */
export const FILLERS = `
政府信息公开工作年度报告 政府信息公开年度报告 政府信息公开工作 政府信息公开 信息公开工作 信息公开 年度工作报告 工作报告 年度报告
年度 年报 报告书 报告 工作 情况 历年 历次 各年 每年 全部 所有 各单位 各部门 各机关 完整 全文 原文 正文 附件 内容 电子版 扫描版 版本
官网 网站 网页 公布 发布 公示 公开 pdf word excel docx doc xlsx xls wps csv json
`;

/** Words that say nothing where they stand alone; names may begin or end with them. */
export const ALONE = '查 看 找 搜 和 与 及 在 年 里 份 县 市 区 本';

/** What the names of agencies end with; people put one for another, and write text or another name after it. */
export const ENDINGS = `
办公室 管理委员会 委员会 管委会 办事处 中心 分局 支队 大队 联合会 局 委 办 厅 所 处 站 院 馆 镇 乡 县 市 区 旗 州 街道 政府 部门
`;

/** What the names of places end with; a place that was a county may now be a city. */
export const PLACE_ENDINGS = '县市区旗';

/** Other words for the business of offices: before the reform of 2018, or as neighbouring places call them. */
export const PREDECESSORS = new Map([
  ['卫计', '卫生健康'],
  ['国土', '自然资源'],
  ['自规', '自然资源'],
  ['资规', '自然资源'],
  ['环保', '生态环境'],
  ['工商', '市场监督管理'],
  ['质监', '市场监督管理'],
  ['食药监', '市场监督管理'],
  ['安监', '应急管理'],
  ['农委', '农业农村'],
  ['物价', '发展和改革'],
  ['旅游', '文化和旅游'],
]);
