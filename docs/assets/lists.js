// Sort and filter the agencies of a year in the page. Without it the table stands in the order of the tree.

const number = new Intl.Collator("zh-CN", { numeric: true });

/** What a cell is sorted by: its number where it has one, else its text. */
function keyOf(cell) {
  const text = cell.textContent.trim();
  const value = Number(text.replaceAll(",", ""));
  return text === "—" ? -Infinity : Number.isNaN(value) ? text : value;
}

function compare(a, b) {
  return typeof a === "string" || typeof b === "string" ? number.compare(String(a), String(b)) : a - b;
}

/** Sort by a column; a second press turns the order round. Figures start with the largest. */
function sortBy(table, heading) {
  const column = [...heading.parentElement.children].indexOf(heading);
  const first = heading.classList.contains("n") ? "descending" : "ascending";
  const other = first === "descending" ? "ascending" : "descending";
  const order = heading.getAttribute("aria-sort") === first ? other : first;
  for (const each of heading.parentElement.children) each.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", order);
  const sign = order === "ascending" ? 1 : -1;
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, key: keyOf(row.cells[column]) }));
  rows.sort((a, b) => sign * compare(a.key, b.key));
  table.tBodies[0].append(...rows.map(({ row }) => row));
}

function makeSortable(table) {
  for (const heading of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sortBy(table, heading));
  }
}

/** Show only the rows whose agency, region or kind contains every word typed. */
function makeFilter(tools) {
  const table = document.getElementById(tools.dataset.for);
  const rows = [...table.tBodies[0].rows].map((row) => ({
    row,
    text: [...row.cells].slice(0, 3).map((cell) => cell.textContent).join(" ").normalize("NFKC").toLowerCase(),
  }));
  const input = tools.querySelector("input");
  input.addEventListener("input", () => {
    const words = input.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += Number(!row.hidden);
    }
    tools.querySelector("output").textContent = words.length ? `显示 ${shown} / ${rows.length} 个机关` : "";
  });
  tools.hidden = false;
}

document.querySelectorAll(".gk-sortable").forEach(makeSortable);
document.querySelectorAll(".gk-tools").forEach(makeFilter);
