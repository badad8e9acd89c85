// Find anything: Ctrl K opens a combobox over a listbox. htmx fetches the rows; this moves through them.
const dialog = document.getElementById("palette");
const input = dialog?.querySelector("[role=combobox]");
const list = dialog?.querySelector("[role=listbox]");
let opener = null;

const options = () => [...list.querySelectorAll("[role=option]")];
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
  if (!all.length) return;
  choose(all[(all.indexOf(active()) + step + all.length) % all.length]);
}

function open() {
  opener = document.activeElement;
  dialog.showModal();
  input.select();
  input.dispatchEvent(new CustomEvent("palette:open"));
}

function onKey(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) move(steps[event.key]);
  else if (event.key === "Enter") (active() ?? options()[0])?.querySelector("a").click();
  else return;
  event.preventDefault();
}

if (dialog) {
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (!dialog.open) open();
  });
  document.querySelectorAll("[data-palette]").forEach((link) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      open();
    }),
  );
  input.addEventListener("keydown", onKey);
  input.closest("form").addEventListener("submit", (event) => options().length && event.preventDefault());
  list.addEventListener("htmx:afterSwap", () => choose(options()[0]));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => opener?.focus());
}
