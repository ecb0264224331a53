// Give list tables row headers, and make those of agencies sortable and filterable; initially they are in tree order.

const collator = new Intl.Collator('zh-CN', { numeric: true });
const MAX_ROWS_WITHOUT_FILTER = 7;

/** The sort key of a cell: its number if it has one, else its text. */
function keyOf(cell) {
  const text = cell.textContent.trim();
  const value = Number(text.replaceAll(',', ''));
  return text === '—' ? -Infinity : Number.isNaN(value) ? text : value;
}

function compare(a, b) {
  return typeof a === 'string' || typeof b === 'string' ? collator.compare(String(a), String(b)) : a - b;
}

/** Sort by a column; a second press reverses the order. Columns of figures (right-aligned) start with the largest. */
function sortBy(table, heading) {
  const column = [...heading.parentElement.children].indexOf(heading);
  const first = getComputedStyle(heading).textAlign === 'right' ? 'descending' : 'ascending';
  const other = first === 'descending' ? 'ascending' : 'descending';
  const order = heading.getAttribute('aria-sort') === first ? other : first;
  for (const each of heading.parentElement.children) each.removeAttribute('aria-sort');
  heading.setAttribute('aria-sort', order);
  const sign = order === 'ascending' ? 1 : -1;
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, key: keyOf(row.cells[column]) }));
  rows.sort((a, b) => sign * compare(a.key, b.key));
  table.tBodies[0].append(...rows.map(({ row }) => row));
}

function makeSortable(table) {
  for (const heading of table.tHead.rows[0].cells) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => sortBy(table, heading));
  }
}

/** Add a filter above the table for the rows whose agency, status, region or kind contains every word typed. */
function makeFilter(table) {
  const rows = [...table.tBodies[0].rows].map((row) => ({
    row,
    text: [...row.cells]
      .slice(0, 4)
      .map((cell) => cell.textContent)
      .join(' ')
      .normalize('NFKC')
      .toLowerCase(),
  }));
  const tools = document.createElement('div');
  tools.className = 'gk-tools';
  tools.innerHTML =
    '<label>筛选机关 <input type="search" class="gk-filter" autocomplete="off" placeholder="名称、地区或类别"></label><output aria-live="polite"></output>';
  table.before(tools);
  const input = tools.querySelector('input');
  input.addEventListener('input', () => {
    const words = input.value.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += Number(!row.hidden);
    }
    tools.querySelector('output').textContent = words.length ? `显示 ${shown} / ${rows.length} 个机关` : '';
  });
}

for (const table of document.querySelectorAll('.gk-lists table')) {
  for (const row of table.tBodies[0]?.rows ?? []) row.cells[0].setAttribute('role', 'rowheader');
  if (table.tHead?.rows[0].cells[0].textContent.trim() !== '机关') continue;
  makeSortable(table);
  if (table.tBodies[0].rows.length > MAX_ROWS_WITHOUT_FILTER) makeFilter(table);
}

// Label links that are only a year, for screen readers that read them out of context.
for (const link of document.querySelectorAll('.gk-lists li > a + a')) {
  const agency = link.parentElement.querySelector('a');
  link.setAttribute('aria-label', `${agency.textContent}${link.textContent}年`);
}

// By then the theme has wrapped wide tables in scrolling frames: make them focusable, and name them.
addEventListener('load', () => {
  for (const frame of document.querySelectorAll('.gk-lists .md-typeset__scrollwrap')) {
    if (frame.scrollWidth <= frame.clientWidth) continue;
    const headings = [...document.querySelectorAll('.gk-page :is(h1, h2, h3)')];
    const above = headings.filter((each) => each.compareDocumentPosition(frame) & Node.DOCUMENT_POSITION_FOLLOWING);
    frame.tabIndex = 0;
    frame.setAttribute('role', 'region');
    frame.setAttribute('aria-label', above.at(-1)?.textContent.trim() ?? '表格');
  }
});
