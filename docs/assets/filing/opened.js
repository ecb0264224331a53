// Open a file, told by its content: a draft, or a report that is to be corrected.

import { draftOfSource } from './correcting.js';
import { draftIn } from './drafts.js';
import { draftOfWorkbook } from './exported-report.js';
import { YamlFault } from './yaml-cursor.js';
import { ZipFault } from './zip.js';

/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {{draft: Draft} | {fault: string} | {isSource: true}} Opened a draft; or why there is none; or that the
 *   agency and year of a source file must be known first */

const MAX_BYTES = 10_000_000;

/** @type {[string, string][]} */
const OTHERS = [
  ['D0CF11E0', '这是旧的 .xls、.doc 文件，或者设有打开密码，这里打不开。请用网站上下载的 .xlsx 文件，去掉密码再试。'],
  ['25504446', '这是 PDF，这里打不开。请用网站上下载的 Excel 文件，或者报告文件（.yml）。'],
];

/**
 * @param {File} file
 * @param {import('./correcting.js').Whose | null} whose the agency and year that are chosen
 * @returns {Promise<Opened>}
 */
export async function openFile(file, whose) {
  if (file.size > MAX_BYTES) return { fault: '文件太大，不是一份年度报告。' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const start = [...bytes.slice(0, 4)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
  const other = OTHERS.find(([sign]) => sign === start);
  if (other) return { fault: other[1] };
  try {
    if (start.startsWith('504B')) return { draft: await draftOfWorkbook(bytes) };
    return await openText(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), whose);
  } catch (error) {
    if (error instanceof YamlFault) return { fault: `没有打开：${error.message}。请先用 gongkai check 查看并改正。` };
    if (error instanceof ZipFault) return { fault: error.message };
    if (error instanceof TypeError)
      return { fault: '没有打开：文件不是 UTF-8 编码的文字，也不是网站上下载的 Excel 文件。' };
    throw error;
  }
}

/**
 * @param {string} text
 * @param {import('./correcting.js').Whose | null} whose
 * @returns {Promise<Opened>}
 */
async function openText(text, whose) {
  if (/^\ufeff?\s*[{[]/.test(text)) {
    const draft = draftIn(text);
    return draft ? { draft } : { fault: '这个文件不是从报送页导出的草稿。' };
  }
  return whose ? { draft: await draftOfSource(text, whose) } : { isSource: true };
}
