import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourcePage } from '../../docs/assets/filing/forge.js';
import { letterOf, mailAddress, mailLink, openText } from '../../docs/assets/filing/letter.js';
import { problem } from '../../docs/assets/filing/problem.js';
import { evaluate, newDraft } from '../../docs/assets/filing/session.js';
import { whereFilesGo } from '../../docs/assets/filing/where-files-go.js';
import { allCells, formOf } from './filing_forms.js';

const FILE = 'qiyang/zjj/2025.yml';

test('a code forge is known by its address, and opens the file to create or to change', () => {
  for (const [repository, forge, created, changed] of [
    [
      'https://github.com/jia/reports',
      'GitHub',
      'https://github.com/jia/reports/new/main?filename=reports/qiyang/zjj/2025.yml',
      'https://github.com/jia/reports/edit/main/reports/qiyang/zjj/2025.yml',
    ],
    [
      'https://github.com/jia/site.git/',
      'GitHub',
      'https://github.com/jia/site/new/main?filename=reports/qiyang/zjj/2025.yml',
      'https://github.com/jia/site/edit/main/reports/qiyang/zjj/2025.yml',
    ],
    [
      'https://github.com/jia/site/tree/master/%E5%B9%B4%E6%8A%A5/a%26b/',
      'GitHub',
      'https://github.com/jia/site/new/master?filename=%E5%B9%B4%E6%8A%A5/a%26b/qiyang/zjj/2025.yml',
      'https://github.com/jia/site/edit/master/%E5%B9%B4%E6%8A%A5/a%26b/qiyang/zjj/2025.yml',
    ],
    [
      'https://gitlab.com/jia/yi/reports',
      'GitLab',
      'https://gitlab.com/jia/yi/reports/-/new/main?file_name=reports/qiyang/zjj/2025.yml',
      'https://gitlab.com/jia/yi/reports/-/edit/main/reports/qiyang/zjj/2025.yml',
    ],
    [
      'http://git.example.gov.cn:8080/jia/yi/site/-/tree/publish/reports',
      'GitLab',
      'http://git.example.gov.cn:8080/jia/yi/site/-/new/publish?file_name=reports/qiyang/zjj/2025.yml',
      'http://git.example.gov.cn:8080/jia/yi/site/-/edit/publish/reports/qiyang/zjj/2025.yml',
    ],
    [
      'https://gitee.com/jia/site/tree/master',
      'Gitee',
      'https://gitee.com/jia/site/new/master',
      'https://gitee.com/jia/site/edit/master/reports/qiyang/zjj/2025.yml',
    ],
    [
      'https://code.example.gov.cn/jia/site/src/branch/main/reports',
      'Gitea',
      'https://code.example.gov.cn/jia/site/_new/main/reports/qiyang/zjj?filename=2025.yml',
      'https://code.example.gov.cn/jia/site/_edit/main/reports/qiyang/zjj/2025.yml',
    ],
  ]) {
    assert.deepEqual(
      [sourcePage(repository, FILE, false).forge, sourcePage(repository, FILE, true).forge],
      [forge, forge],
    );
    assert.equal(sourcePage(repository, FILE, false).address, created);
    assert.equal(sourcePage(repository, FILE, true).address, changed);
  }
});

test('code forges are known by their hosts', () => {
  for (const [host, forge] of [
    ['github.com', 'GitHub'],
    ['github.example.gov.cn', 'GitHub'],
    ['gitlab.com', 'GitLab'],
    ['gitlab.example.gov.cn', 'GitLab'],
    ['jihulab.com', 'GitLab'],
    ['gitee.com', 'Gitee'],
    ['gitea.com', 'Gitea'],
    ['codeberg.org', 'Gitea'],
    ['notgithub.com', ''],
    ['gitee.com.example.cn', ''],
    ['jihulab.com.cn', ''],
  ]) {
    assert.equal(sourcePage(`https://${host}/a/b`, FILE, false).forge, forge, host);
  }
});

test('errors do not count cells that are open, nor doubts what is accepted', () => {
  const problems = ['cell.open', 'cell.word', 'a.b', 'c.d'].map((check, at) =>
    problem(check, ['error', 'error', 'warning', 'note'][at], 'a.b.c', ''),
  );
  assert.equal(openText({ open: ['a.b.c', 'a.b.d'], problems }), '2 格没有填，1 处错误，1 处疑问');
});

test('only Gitee leaves the name of a new file to be typed', () => {
  const named = [
    'https://github.com/a/b',
    'https://gitlab.com/a/b',
    'https://gitee.com/a/b',
    'https://codeberg.org/a/b',
  ];
  assert.deepEqual(
    named.map((repository) => sourcePage(repository, FILE, false).isNamed),
    [true, true, false, true],
  );
});

test('of other addresses only the path is known, and no script becomes a link', () => {
  for (const repository of [
    '',
    'https://git.example.gov.cn/jia/site',
    'javascript:alert(1)//github.com/',
    'git@github.com:a/b',
    'https://git hub.com/a/b',
    'https://github.com/a/b/tree/main/%',
  ]) {
    const { path, forge, address } = sourcePage(repository, FILE, false);
    assert.deepEqual([path, forge, address], [`reports/${FILE}`, '', '']);
  }
});

const FORM = formOf('2021');
const DRAFT = newDraft(FORM, { agency: 'qiyang/zjj', name: '祁阳市住房和城乡建设局', year: 2025 }, null);

test('the letter names the report, its headline figures, and what is still to be done', () => {
  const [received, , , litigation] = FORM.data.headlines;
  const cells = allCells(FORM, { [received.cells[0]]: '16', [litigation.cells[0]]: '1', [litigation.cells[1]]: '2' });
  const state = { ...evaluate(FORM, { ...DRAFT, cells }, null), problems: [problem('cell.text', 'warning', null, '')] };
  const { subject, body } = letterOf(FORM, DRAFT, state, 'qiyang-zjj-2025.json');
  assert.equal(subject, '祁阳市住房和城乡建设局2025年政府信息公开工作年度报告');
  assert.deepEqual(body.split('\r\n'), [
    '机关：祁阳市住房和城乡建设局（qiyang/zjj）',
    '年度：2025',
    '附件：qiyang-zjj-2025.json',
    '主要数字：新收申请 16 件，办结申请 0 件，行政复议 0 件，行政诉讼 3 件',
    '核对：0 格没有填，0 处错误，1 处疑问',
  ]);
  const open = letterOf(FORM, DRAFT, evaluate(FORM, DRAFT, null), '');
  assert.match(open.body, /新收申请 — 件/);
  assert.match(open.body, new RegExp(`${FORM.spots.size} 格没有填`));
});

test('the letter goes to the mail address that the site names, and fits the links that mail programs take', () => {
  for (const [contact, address] of [
    ['', ''],
    ['0746-3212345', ''],
    ['zwgk@example.gov.cn', 'zwgk@example.gov.cn'],
    ['县政府办公室（zwgk.1@example.gov.cn），0746-3212345', 'zwgk.1@example.gov.cn'],
    ...[...'，。；：、,;:()（）<>“”" \n'].map((sign) => [`邮箱${sign}a@b.cn${sign}电话`, 'a@b.cn']),
  ]) {
    assert.equal(mailAddress(contact), address);
  }
  const letter = letterOf(FORM, DRAFT, evaluate(FORM, DRAFT, null), 'qiyang-zjj-2025.json');
  const link = new URL(mailLink('a&b@example.gov.cn', letter));
  assert.equal(decodeURIComponent(link.pathname), 'a&b@example.gov.cn');
  assert.deepEqual([...link.searchParams.keys()], ['subject', 'body']);
  assert.equal(link.searchParams.get('body'), letter.body);
  assert.ok(link.href.length < 2000);
});

test('where files go depends on whether a source file is at hand', () => {
  const correction = { isPublished: true, before: DRAFT, version: '', latest: '', date: '', reason: '', source: '' };
  assert.match(whereFilesGo(DRAFT), /^报告文件放在报告文件夹的 qiyang\/zjj\/2025\.yml；/);
  assert.match(whereFilesGo({ ...DRAFT, correction }), /^把草稿文件交给维护网站的人：gongkai import 草稿文件/);
  assert.match(
    whereFilesGo({ ...DRAFT, correction: { ...correction, source: 'a: 1' } }),
    /^报告文件放回报告文件夹的 qiyang\/zjj\/2025\.yml，.*gongkai correct qiyang\/zjj\/2025 --reason 原因 --since/,
  );
});
