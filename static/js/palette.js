// Find anything: Ctrl K opens a combobox over a listbox that the server fills.
const dialog = document.getElementById("palette");
const input = dialog?.querySelector("[role=combobox]");
const list = dialog?.querySelector("[role=listbox]");
const PAUSE = 80;
let opener = null;
let waiting = 0;
let asking = new AbortController();

const options = () => [...list.querySelectorAll("[data-href]")];
const active = () => list.querySelector('[aria-selected="true"]');

function choose(option) {
  active()?.removeAttribute("aria-selected");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
}

function move(step) {
  const all = options();
  if (all.length) choose(all[(all.indexOf(active()) + step + all.length) % all.length]);
}

function go(option) {
  if (option) location.assign(option.dataset.href);
}

// The newest words win: an older question is dropped, so that rows never answer what is no longer typed.
async function ask() {
  asking.abort();
  asking = new AbortController();
  const address = `${input.form.action}?${new URLSearchParams(new FormData(input.form))}`;
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: asking.signal });
    if (!answer.ok) return location.assign(address);
    list.innerHTML = await answer.text();
    return choose(options()[0]);
  } catch (stopped) {
    if (stopped.name === "AbortError") return undefined;
    throw stopped;
  }
}

function open() {
  opener = document.activeElement;
  dialog.showModal();
  input.select();
  ask();
}

function onKey(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) move(steps[event.key]);
  else if (event.key === "Enter") go(active() ?? options()[0]);
  else return;
  event.preventDefault();
}

function onShortcut(event) {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
  event.preventDefault();
  if (!dialog.open) open();
}

function onLink(event) {
  event.preventDefault();
  open();
}

if (dialog) {
  document.addEventListener("keydown", onShortcut);
  document.querySelectorAll("[data-palette]").forEach((link) => link.addEventListener("click", onLink));
  input.addEventListener("keydown", onKey);
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  list.addEventListener("click", (event) => go(event.target.closest("[data-href]")));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => opener?.focus());
}
