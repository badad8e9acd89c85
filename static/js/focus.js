// After a swap the browser forgets where the person was. Order of preference: what the answer asks for
// ([data-focus]), the row's own act, the next row's act, the row before it, the page's heading.
let neighbours = [];

const act = (row) => row?.querySelector("[data-row-act]") ?? row?.querySelector("a[href], button");

document.addEventListener("htmx:beforeSwap", (event) => {
  const row = event.detail.requestConfig?.elt.closest("[data-row]");
  neighbours = row ? [row.id && `#${CSS.escape(row.id)}`, row.nextElementSibling, row.previousElementSibling] : [];
});

document.addEventListener("htmx:afterSettle", (event) => {
  const asked = event.detail.elt.querySelector("[data-focus], .note.error[tabindex]");
  if (asked) return asked.focus();
  if (!neighbours.length || document.activeElement !== document.body) return undefined;
  const rows = neighbours.map((one) => (typeof one === "string" ? one && document.querySelector(one) : one));
  const target = rows.filter((row) => row?.isConnected).map(act).find(Boolean);
  return (target ?? document.querySelector("main h1, main"))?.focus();
});

// A page that comes back with errors starts at their summary.
document.querySelector(".note.error[tabindex]")?.focus();
