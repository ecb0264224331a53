// Say why a problem is right as it stands, or take that back, beside the problem.

import { button, element } from '../element.js';
import { isAcceptable, LONGEST_REASON } from './accepts.js';
import { tidyLine } from './cell.js';

/** @typedef {import('./problem.js').Problem} Problem */
/** @typedef {(problem: Problem, reason: string) => void} Decide without a reason, the decision is taken back */

/**
 * What stands behind a problem's sentence: its reason, or a way to write one if there is somebody to decide.
 * @param {Problem} problem
 * @param {Decide | null} decide
 * @returns {(HTMLElement | string)[]}
 */
export function acceptingParts(problem, decide) {
  const reason = problem.accepted ? [`（照原样公布：${problem.accepted}）`] : [];
  if (!decide || !isAcceptable(problem)) return reason;
  if (problem.accepted) return [...reason, button('撤回理由', () => decide(problem, ''))];
  const field = document.createElement('input');
  field.maxLength = LONGEST_REASON;
  field.placeholder = '例如：原件如此';
  field.required = true;
  const label = element('label', {}, element('span', {}, '为什么照原样公布'), field);
  const form = element('form', {}, label, element('button', {}, '写入理由'));
  form.hidden = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const reason = tidyLine(field.value);
    if (reason) decide(problem, reason);
  });
  const open = button('原件如此，照原样公布', () => {
    form.hidden = false;
    open.hidden = true;
    field.focus();
  });
  return [open, form];
}
