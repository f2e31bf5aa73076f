"use strict";
// Reading needs none of this: a table of eight rows or more can be sorted by a column and filtered by a word.
const number = (text) => {
  const found = text.replace(/[,\s]/g, "").replace(/[−–]/g, "-").match(/-?\d+(\.\d+)?/);
  return found ? Number(found[0]) : NaN;
};
const compare = (column) => (a, b) => {
  const [x, y] = [a, b].map((row) => (row.cells[column] ? row.cells[column].textContent : ""));
  const [m, n] = [number(x), number(y)];
  return Number.isNaN(m) || Number.isNaN(n) ? Number.isNaN(m) - Number.isNaN(n) || x.localeCompare(y) : m - n || x.localeCompare(y);
};
for (const table of document.querySelectorAll(".table > table")) {
  const body = table.tBodies[0];
  const head = table.tHead ? table.tHead.rows : [];
  if (!body || body.rows.length < 8 || head.length !== 1 || table.querySelector("tbody [rowspan], tbody [colspan]")) continue;
  for (const th of head[0].querySelectorAll("th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...th.childNodes);
    th.append(button);
    button.addEventListener("click", () => {
      const down = th.getAttribute("aria-sort") === "ascending";
      for (const other of head[0].cells) other.removeAttribute("aria-sort");
      th.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...body.rows].sort(compare(th.cellIndex));
      body.append(...(down ? rows.reverse() : rows));
    });
  }
  const label = document.createElement("label");
  label.className = "tools";
  const input = document.createElement("input");
  input.type = "search";
  label.append("Filter", input);
  input.addEventListener("input", () => {
    const word = input.value.toLowerCase();
    for (const row of body.rows) row.hidden = !row.textContent.toLowerCase().includes(word);
  });
  table.parentElement.before(label);
}
