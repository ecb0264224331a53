// The letter that goes with a report to the office that collects them. Files cannot be attached from a page.

import { plainNumber } from './numbers.js';

/** @typedef {ReturnType<typeof import('./session.js').evaluate>} State */
/** @typedef {{subject: string, body: string}} Letter */

const SEPARATORS = '\\s，。；：、,;:()（）<>“”"';
const MAIL_ADDRESS = new RegExp(`[^@${SEPARATORS}]+@[^@${SEPARATORS}]+`);

/**
 * @param {import('./form.js').Form} form
 * @param {import('./drafts.js').Draft} draft
 * @param {Pick<State, 'open' | 'problems' | 'figures'>} state
 * @param {string} attached the name of the file that goes with it
 * @returns {Letter}
 */
export function letterOf(form, draft, { open, problems, figures }, attached) {
  const headlines = form.data.headlines.map(({ label, unit, cells }) => {
    const values = cells.map((name) => figures.cells.get(name)?.value ?? null);
    const isKnown = values.every((value) => value !== null);
    return `${label} ${isKnown ? plainNumber(values.reduce((sum, value) => sum + (value ?? 0n), 0n)) : '—'} ${unit}`;
  });
  const lines = [
    `机关：${draft.name || draft.agency}（${draft.agency}）`,
    `年度：${draft.year}`,
    `附件：${attached}`,
    `主要数字：${headlines.join('，')}`,
    `核对：${openText({ open, problems })}`,
  ];
  return {
    subject: `${draft.name || draft.agency}${draft.year}年${form.data.title}`,
    body: lines.join('\r\n'),
  };
}

/**
 * What is still to be done, in numbers.
 * @param {Pick<State, 'open' | 'problems'>} state
 */
export function openText({ open, problems }) {
  const errors = problems.filter(({ level, check }) => level === 'error' && check !== 'cell.open').length;
  const warnings = problems.filter(({ level }) => level === 'warning').length;
  return `${open.length} 格没有填，${errors} 处错误，${warnings} 处疑问`;
}

/**
 * The mail address in what the site says of how to reach its office; empty if there is none.
 * @param {string} contact
 */
export function mailAddress(contact) {
  return MAIL_ADDRESS.exec(contact)?.[0] ?? '';
}

/**
 * @param {string} to
 * @param {Letter} letter
 */
export function mailLink(to, { subject, body }) {
  return `mailto:${encodeURIComponent(to).replace('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
