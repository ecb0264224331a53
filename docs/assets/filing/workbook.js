// An Excel workbook as what its cells show, and its document properties.

import { OPEN } from './cell.js';
import { ZipFault, zipTexts } from './zip.js';

/** @typedef {{row: number, column: number, text: string, style: string}} SheetCell places count from 0; `style` is the
 *   name of its cell style */
/** @typedef {{properties: Map<string, string>, author: string, sheets: Map<string, SheetCell[]>}} Workbook */

const PARTS =
  /^(xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml|docProps\/(custom|core)\.xml)$/;
const MAX_CELLS = 100_000;
const EXACT_DIGITS = 15;

/**
 * Throws a ZipFault if it cannot be read.
 * @param {Uint8Array} bytes
 * @returns {Promise<Workbook>}
 */
export async function readWorkbook(bytes) {
  const texts = await zipTexts(bytes, PARTS);
  const xml = (/** @type {string} */ name) => parsed(texts.get(name) ?? '<none/>');
  const targets = new Map(
    all(xml('xl/_rels/workbook.xml.rels'), 'Relationship').map((each) => [
      each.getAttribute('Id'),
      each.getAttribute('Target'),
    ]),
  );
  const shared = all(xml('xl/sharedStrings.xml'), 'si').map(richText);
  const styles = styleNames(xml('xl/styles.xml'));
  const sheets = all(xml('xl/workbook.xml'), 'sheet').map((each) => {
    const id = [...each.attributes].find(({ localName, prefix }) => prefix && localName === 'id')?.value ?? '';
    const target = (targets.get(id) ?? '').replace(/^(\/xl\/)?/, 'xl/');
    return /** @type {const} */ ([each.getAttribute('name') ?? '', cellsIn(xml(target), shared, styles)]);
  });
  const properties = all(xml('docProps/custom.xml'), 'property');
  return {
    properties: new Map(properties.map((each) => [each.getAttribute('name') ?? '', each.textContent ?? ''])),
    author: all(xml('docProps/core.xml'), 'creator')[0]?.textContent ?? '',
    sheets: new Map(sheets),
  };
}

/** @param {string} text */
function parsed(text) {
  if (text.includes('<!DOCTYPE')) throw new ZipFault('文件里夹带了外部实体声明，可能有害，没有读取。');
  const xml = new DOMParser().parseFromString(text, 'application/xml');
  if (xml.getElementsByTagName('parsererror').length) throw new ZipFault('文件已损坏，打不开。请重新下载一份。');
  return xml;
}

/**
 * @param {Document | Element} xml
 * @param {string} name
 */
function all(xml, name) {
  return [...xml.getElementsByTagNameNS('*', name)];
}

/**
 * The name of the cell style of each cell format.
 * @param {Document} xml
 */
function styleNames(xml) {
  const names = new Map(
    all(xml, 'cellStyle').map((each) => [each.getAttribute('xfId'), each.getAttribute('name') ?? '']),
  );
  const [formats] = all(xml, 'cellXfs');
  return formats ? all(formats, 'xf').map((each) => names.get(each.getAttribute('xfId')) ?? '') : [];
}

/**
 * @param {Document} xml
 * @param {string[]} shared
 * @param {string[]} styles
 * @returns {SheetCell[]}
 */
function cellsIn(xml, shared, styles) {
  const cells = all(xml, 'c');
  if (cells.length > MAX_CELLS) throw new ZipFault('工作表太大，不像一份年度报告。');
  return cells.flatMap((each) => {
    const [, letters, row] = /^([A-Z]{1,3})([1-9][0-9]{0,6})$/.exec(each.getAttribute('r') ?? '') ?? [];
    if (!letters) throw new ZipFault('工作表的写法特别，这里读不了。请重新下载一份。');
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const text = cellText(each, shared);
    return text ? [{ row: Number(row) - 1, column, text, style: styles[Number(each.getAttribute('s'))] ?? '' }] : [];
  });
}

/**
 * What a cell shows; a formula without a result, an error, or a number that is not kept exactly is open.
 * @param {Element} cell
 * @param {string[]} shared
 */
function cellText(cell, shared) {
  const type = cell.getAttribute('t') ?? 'n';
  const value = all(cell, 'v')[0]?.textContent ?? '';
  if (type === 'inlineStr') return richText(cell);
  if (type === 's') return shared[Number(value)] ?? OPEN;
  if (type === 'str') return unescaped(value);
  if (value === '') return all(cell, 'f').length ? OPEN : '';
  const number = type === 'n' ? String(Number(Number(value).toPrecision(EXACT_DIGITS))) : OPEN;
  return /^-?[0-9.]+$/.test(number) ? number : OPEN;
}

/**
 * The text of a cell or shared text, without readings of its letters.
 * @param {Element} holder
 */
function richText(holder) {
  const texts = all(holder, 't').filter((each) => each.parentElement?.localName !== 'rPh');
  return unescaped(texts.map((each) => each.textContent ?? '').join(''));
}

/** @param {string} text */
function unescaped(text) {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}
