// What every page does. One file, because each request costs as much as it holds.

// --- Shortcuts. Ctrl Enter: the page's primary act. Alt 1-5: the rail. Esc closes one open layer.
function primaryAct() {
  // Of the nearest part that has one: Ctrl Enter in a story must not press what stands in another part. What seals
  // a page is pressed from its own form only.
  const isMeant = (act) => !act.matches("[data-when-saved] *") || act.closest("form").contains(document.activeElement);
  const first = (root, acts) => [...root.querySelectorAll(acts)].find(isMeant);
  const inPart = ".btn.primary, [data-primary]";
  let here = document.activeElement?.closest("dialog, form, section");
  while (here && !first(here, inPart)) here = here.parentElement?.closest("form, section");
  if (here) return first(here, inPart);
  return first(document, "main [data-primary]") ?? first(document, "main .btn.primary, .top .btn.primary");
}

function closeOneLayer() {
  const layer = [...document.querySelectorAll("details[data-layer][open]")].pop();
  if (!layer) return false;
  layer.open = false;
  layer.querySelector("summary").focus();
  return true;
}

function shortcut(event) {
  if (event.key === "Escape") return closeOneLayer();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return press(primaryAct());
  if (!event.altKey || event.ctrlKey || !/^Digit[1-5]$/.test(event.code)) return false;
  return press(document.querySelectorAll(".rail a[data-rail]")[event.code.at(-1) - 1]);
}

function press(target) {
  target?.click();
  return Boolean(target);
}

document.addEventListener("keydown", (event) => shortcut(event) && event.preventDefault());

document.addEventListener("click", (event) => {
  document.querySelectorAll("details[data-layer][open]").forEach((layer) => {
    if (!layer.contains(event.target)) layer.open = false;
  });
});

// --- Toasts leave after ten seconds, but never while they are being read by pointer or focus.
// The same Undo stays on the row's history, so nothing is lost with it.
const STAYS = 10_000;
const toasts = document.getElementById("toasts");

function leaveLater(toast) {
  setTimeout(() => {
    if (toast.matches(":hover, :focus-within")) leaveLater(toast);
    else toast.remove();
  }, STAYS);
}

if (toasts) {
  [...toasts.children].forEach(leaveLater);
  new MutationObserver((changes) =>
    changes.forEach((change) => change.addedNodes.forEach((node) => node.nodeType === 1 && leaveLater(node))),
  ).observe(toasts, { childList: true });
}

// --- Focus. After a swap the browser forgets where the person was. Order of preference: what the answer
// asks for ([data-focus]), the row's own act, the next row's act, the row before it, the heading.
let neighbours = [];

const actOf = (row) => row?.querySelector("[data-row-act]") ?? row?.querySelector("a[href], button");

document.addEventListener("htmx:beforeSwap", (event) => {
  const row = event.detail.requestConfig?.elt.closest("[data-row]");
  neighbours = row ? [row.id && `#${CSS.escape(row.id)}`, row.nextElementSibling, row.previousElementSibling] : [];
});

// Who went on to another field while the answer was on its way stays there: the next letter is meant for it.
function wentOn({ elt, requestConfig }) {
  const here = document.activeElement;
  return here.matches("input, textarea, select") && !elt.contains(here) && !requestConfig?.elt.contains(here);
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (wentOn(event.detail)) return undefined;
  const asked = event.detail.elt.querySelector("[data-focus], [data-focus-first] input:not([type=hidden]), .note.error[tabindex]");
  if (asked) return asked.focus();
  if (!neighbours.length || document.activeElement !== document.body) return undefined;
  const rows = neighbours.map((one) => (typeof one === "string" ? one && document.querySelector(one) : one));
  const target = rows.filter((row) => row?.isConnected).map(actOf).find(Boolean);
  return (target ?? document.querySelector("main"))?.focus();
});

// A page that comes back with errors starts at their summary.
document.querySelector(".note.error[tabindex]")?.focus();

// --- Once. A second press of the same button sends nothing twice (htmx does the same for its own requests).
// Back from the page cache makes the form usable again.
const sent = new Set();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (sent.has(form)) return event.preventDefault();
  sent.add(form);
  form.querySelectorAll("button:not([type=button])").forEach((button) => button.setAttribute("aria-disabled", "true"));
});

function reopen(form) {
  sent.delete(form);
  form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
}

window.addEventListener("pageshow", () => [...sent].forEach(reopen));

// --- Signing out is heard by the other pages of this browser: what they keep unsaved goes too (autosave.js).
document.addEventListener("submit", ({ target }) => {
  if (target.matches('[action*="logout"]')) new BroadcastChannel("paincare").postMessage({ signedOut: true });
});
