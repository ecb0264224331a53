// Begin a draft from an Excel file that the site offers and somebody has edited. Cells are taken only where all headings
// stand in their places; any other layout is refused, as it would be guessed.

import { OPEN, tidyLine } from './cell.js';
import { acceptedIn, contentOfRecord, draftOf, newest, sourceWords, usualTitle } from './correcting.js';
import { isAgencyId } from './drafts.js';
import { isPublished, loadForm, loadForms, loadReport } from './sources.js';
import { readWorkbook } from './workbook.js';
import { tidy } from './yaml.js';
import { ZipFault } from './zip.js';

/** @typedef {import('./drafts.js').Content} Content */
/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./workbook.js').SheetCell} SheetCell */
/** @typedef {import('./workbook.js').Workbook} Workbook */

const TEXT_SHEET = '正文';
const DATA_SHEET = '数据';
const FOREIGN =
  '这不是网站上下载的 Excel 文件，这里打不开。请把表里的数粘贴进来，或者请维护网站的人用 gongkai import 导入。';

/**
 * A draft of the report in a workbook. Throws a ZipFault for any other file.
 * @param {Uint8Array} bytes
 */
export async function draftOfWorkbook(bytes) {
  const book = await readWorkbook(bytes);
  const [agency, year, form, version] = ['agency', 'year', 'form', 'version'].map(
    (name) => book.properties.get(`gongkai-${name}`) ?? '',
  );
  const hasForm = (await loadForms()).some((each) => each.form === form);
  if (!isAgencyId(agency) || !version || !/^[0-9]{4}$/.test(year) || !hasForm) throw new ZipFault(FOREIGN);
  const [loaded, record] = [await loadForm(form), await loadReport(agency, Number(year))];
  if (record && record.version !== version) {
    throw new ZipFault('这份 Excel 下载以后，网站上的报告改过。请重新下载一份再改。');
  }
  const whose = { agency, name: record?.name ?? book.author, year: Number(year) };
  const content = contentOfWorkbook(book, loaded, whose);
  const before = record ? contentOfRecord(record, loaded.data) : { ...content, cells: exportedCells(book, loaded) };
  const { index_number = '', document_number = '' } = content.facts;
  const opened = { ...before, facts: { ...before.facts, index_number, document_number } };
  const latest = newest(record?.corrections.map(({ date }) => date) ?? []);
  const accepts = record ? await acceptedIn(agency, Number(year), loaded, before.cells) : [];
  const known = await isPublished(agency, Number(year)); // also without the report at hand, in a downloaded copy
  return draftOf(whose, form, opened, content, accepts, { version, isPublished: known, latest });
}

/**
 * @param {Workbook} book
 * @param {Form} form
 * @param {{name: string, year: number}} whose
 * @returns {Content}
 */
function contentOfWorkbook({ properties, sheets }, { data }, { name, year }) {
  const { title, texts } = textsIn(sheets.get(TEXT_SHEET) ?? [], data);
  const words = (/** @type {string[]} */ keys) =>
    Object.fromEntries(keys.map((key) => [key, tidy((texts.get(key) ?? []).map(sourceWords).join('\n'))]));
  const keys = data.sections.map(({ key }) => key);
  const cells = Object.keys(data.tables).flatMap((section) => tableCells(sheets, data, section));
  return {
    facts: {
      published: properties.get('PubDate') ?? '',
      index_number: properties.get('索引号') ?? '',
      document_number: properties.get('文号') ?? '',
      title: folded(title) === folded(usualTitle(data, name, year)) ? '' : title,
      ...words(['preamble', 'closing']),
    },
    text: words(keys.filter((key) => !data.tables[key])),
    notes: words(keys.filter((key) => data.tables[key])),
    cells: Object.fromEntries(cells.filter(([, text]) => text !== OPEN)),
  };
}

/**
 * The title, and the paragraphs below each section's title. Throws a ZipFault if a section's title is missing.
 * @param {SheetCell[]} cells
 * @param {import('./form.js').FormData} form
 */
function textsIn(cells, form) {
  /** @type {Map<number, SheetCell[]>} */
  const rows = new Map();
  for (const cell of cells) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  /** @type {Map<string, string[]>} */
  const texts = new Map([['preamble', []]]);
  let title = '';
  let key = 'preamble';
  for (const row of [...rows.keys()].sort((one, other) => one - other).map((number) => rows.get(number) ?? [])) {
    const [{ style }] = row;
    const text = row.map((cell) => cell.text).join('');
    const section = style === '部分标题' && form.sections.find((each) => folded(each.title) === folded(text));
    if (style === '公文标题' && key === 'preamble') title = tidyLine(text);
    else if (section) key = section.key;
    else if (style === '落款') key = 'closing';
    texts.set(key, texts.get(key) ?? []);
    if (style !== '公文标题' && !section) texts.get(key)?.push(text);
  }
  const missing = form.sections.find((each) => !texts.has(each.key));
  if (missing)
    throw new ZipFault(`工作表“${TEXT_SHEET}”里找不到标题“${missing.title}”。请重新下载一份，只改内容，不改标题。`);
  return { title, texts };
}

/**
 * The texts of a table's cells by full name. Throws a ZipFault if anything stands elsewhere than it was exported.
 * @param {Map<string, SheetCell[]>} sheets
 * @param {import('./form.js').FormData} form
 * @param {string} section
 * @returns {[string, string][]}
 */
function tableCells(sheets, form, section) {
  const title = form.sections.find(({ key }) => key === section)?.title ?? '';
  const name = `表${title.split('、')[0]}`;
  const moved = (/** @type {string} */ what) =>
    new ZipFault(`工作表“${name}”的样子改过：${what}。请重新下载一份，只改格子里的数，不增减、移动行和列。`);
  const cells = sheets.get(name);
  if (!cells) throw moved('没有这张工作表');
  const rest = new Map(cells.map((cell) => [`${cell.row},${cell.column}`, cell.text]));
  const take = (/** @type {number} */ row, /** @type {number} */ column) => {
    const text = rest.get(`${row},${column}`) ?? '';
    rest.delete(`${row},${column}`);
    return text;
  };
  if (folded(take(0, 0)) !== folded(title)) throw moved(`第一行不是“${title}”`);
  const found = form.tables[section].boxes.flatMap((box) => {
    const text = take(box.row + 1, box.column);
    if (box.kind === 'cell') return [/** @type {[string, string]} */ ([`${section}.${box.name}`, tidyLine(text)])];
    const label = (box.words ?? []).join('');
    if (folded(text) !== folded(label)) throw moved(`第 ${box.row + 2} 行没有“${label}”`);
    return [];
  });
  const [extra] = [...rest.values()].filter((text) => text.trim());
  if (extra) throw moved(`多了“${extra.slice(0, 40)}”`);
  return found;
}

/**
 * The texts of all cells as exported, from the sheet that repeats them.
 * @param {Workbook} book
 * @param {Form} form
 */
function exportedCells({ sheets }, { spots }) {
  /** @type {Map<number, Map<number, string>>} */
  const rows = new Map();
  for (const { row, column, text } of sheets.get(DATA_SHEET) ?? []) {
    rows.set(row, (rows.get(row) ?? new Map()).set(column, text));
  }
  const columns = new Map([...(rows.get(0) ?? [])].map(([column, text]) => [text, column]));
  /** @type {Record<string, string>} */
  const printed = {};
  for (const row of rows.values()) {
    const [section, line, column, text] = ['section', 'row', 'column', 'printed'].map(
      (name) => row.get(columns.get(name) ?? -1) ?? '',
    );
    const name = `${section}.${line}.${column}`;
    if (spots.has(name) && text !== OPEN) printed[name] = tidyLine(text);
  }
  return printed;
}

/** @param {string} text */
function folded(text) {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
