// The controls above a list of agencies: its filter, its columns, and its file.

import { button } from './element.js';
import { filterField } from './filter-field.js';
import { filterWords } from './list-rows.js';

/** @typedef {import('./list-view.js').View} View */

/** The number of rows, and of columns after the first, that are in sight without a filter or a choice. */
const MAX_ROWS_WITHOUT_FILTER = 7;
const MAX_COLUMNS_WITHOUT_CHOICE = 5;

/**
 * Add the controls above the table; return what shows in them how the list is shown.
 * @param {HTMLTableElement} table
 * @param {string[]} labels of all columns, the first included
 * @param {number} count of all rows
 * @param {{change: (changes: Partial<View>, isStep?: boolean) => void, download: () => void}} actions
 */
export function makeTools(table, labels, count, { change, download }) {
  const tools = document.createElement('div');
  tools.className = 'gk-tools';
  const output = document.createElement('output');
  const filter = rowFilter(change);
  const columns = columnChoice(labels.slice(1), change);
  const file = button('下载这张表（CSV）', download);
  if (count > MAX_ROWS_WITHOUT_FILTER) tools.append(filter.label);
  if (labels.length > MAX_COLUMNS_WITHOUT_CHOICE + 1) tools.append(columns.choice);
  tools.append(file, output);
  table.before(tools);

  /**
   * @param {View} view
   * @param {number} shown how many rows are shown
   */
  const show = (view, shown) => {
    if (filter.input.value.trim() !== view.filter) filter.input.value = view.filter;
    columns.show(view.columns);
    const unknown = view.unknown.map((label) => `“${label}”`).join('、');
    output.textContent = [
      filterWords(view.filter).length ? `显示 ${shown} / ${count} 个机关` : '',
      unknown && `这张表没有${unknown}这一列`,
    ]
      .filter(Boolean)
      .join('，');
  };
  return { show };
}

/** @param {(changes: Partial<View>, isStep?: boolean) => void} change */
function rowFilter(change) {
  const { label, input } = filterField('名称、地区或类别');
  let isTyping = false;
  input.addEventListener('input', () => {
    change({ filter: input.value }, !isTyping);
    isTyping = true;
  });
  input.addEventListener('change', () => {
    isTyping = false;
  });
  return { label, input };
}

/**
 * @param {string[]} labels of the columns after the first
 * @param {(changes: Partial<View>) => void} change
 */
function columnChoice(labels, change) {
  const choice = document.createElement('details');
  choice.className = 'gk-columns';
  const summary = document.createElement('summary');
  const boxes = labels.map((label) => {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.value = label;
    box.addEventListener('change', () => {
      const chosen = boxes.filter((each) => each.checked).map((each) => each.value);
      change({ columns: chosen.length === labels.length ? null : chosen });
    });
    return box;
  });
  const group = document.createElement('fieldset');
  const legend = document.createElement('legend');
  legend.append('显示哪些列');
  const lines = boxes.map((box) => {
    const line = document.createElement('label');
    line.append(box, box.value);
    return line;
  });
  const all = button('全部', () => change({ columns: null }));
  const none = button('都不要', () => change({ columns: [] }));
  group.append(legend, ...lines, all, none);
  choice.append(summary, group);

  /** @param {string[] | null} columns */
  const show = (columns) => {
    for (const box of boxes) box.checked = columns === null || columns.includes(box.value);
    summary.textContent = columns === null ? '选择列' : `选择列（显示 ${columns.length} / ${labels.length}）`;
  };
  show(null);
  return { choice, show };
}
