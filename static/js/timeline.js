// Moving a date in the picture, by arrow keys or by dragging: proposed in words first, then saved by Enter or the
// button, left by Esc, and undone after. A date keeps its precision: a season moves by seasons.
// Everything else on the timeline works without this.
const STEPS = { day: 1, month: 1, season: 3, year: 12 };
const SEASONS = { 2: "spring", 5: "summer", 8: "autumn", 11: "winter" };
const DAY = 86_400_000;
let proposed = null; // { grip, on }
let drag = null;
let back = null; // what gets the focus when the picture is drawn anew

const picture = () => document.querySelector(".drawn");
const date = (iso) => new Date(`${iso}T00:00:00Z`);
const iso = (on) => on.toISOString().slice(0, 10);
const nameOf = (grip) => `${grip.dataset.url} ${grip.dataset.field}`;

// --- Dates, as intake/rules/reach.py counts and writes them.
function floor(on, unit) {
  const [year, month] = [on.getUTCFullYear(), on.getUTCMonth()];
  if (unit === "day") return on;
  if (unit === "year") return new Date(Date.UTC(year, 0, 1));
  const first = unit === "month" ? month : Math.floor((month + 1) / 3) * 3 - 1;
  return new Date(Date.UTC(year, first, 1));
}

function moved(on, unit, by) {
  const from = floor(on, unit);
  if (unit === "day") return new Date(from.getTime() + by * DAY);
  return new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + by * STEPS[unit], 1));
}

// Where a mark stands: in the middle of what may be meant.
const middle = (on, unit) => new Date((on.getTime() + moved(on, unit, 1).getTime()) / 2);

function wordsOf(on, { unit, about }) {
  const year = on.getUTCFullYear();
  const month = on.toLocaleDateString("en-US", { timeZone: "UTC", month: "short" });
  const words = { day: `${on.getUTCDate()} ${month} ${year}`, month: `${month} ${year}`, season: `${SEASONS[on.getUTCMonth()]} ${year}`, year: String(year) };
  return (about ? "about " : "") + words[unit];
}

// --- A proposal: the grip stands at its new place, the line says what that means.
function propose(grip, on) {
  const { first, last, today } = picture().dataset;
  if (on > date(today)) on = floor(date(today), grip.dataset.unit);
  if (proposed && (proposed.grip !== grip || iso(on) === grip.dataset.on)) leave();
  if (iso(on) === grip.dataset.on) return;
  proposed = { grip, on };
  const share = (middle(on, grip.dataset.unit) - date(first)) / (date(last) - date(first));
  grip.dataset.x ??= grip.getAttribute("x");
  grip.setAttribute("x", `${Math.min(Math.max(share * 100, 0), 100).toFixed(2)}%`);
  grip.classList.add("moved");
  const { title, words } = grip.dataset;
  say(`${title}: ${wordsOf(on, grip.dataset)} instead of ${words}.`, [["Save", save], ["Leave it", leave]]);
}

function say(words, acts = []) {
  const line = picture()?.querySelector("[data-proposal]");
  if (!line) return;
  const buttons = acts.map(([label, act]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn small", textContent: label });
    button.addEventListener("click", act);
    return button;
  });
  line.replaceChildren(words, ...buttons);
}

function leave() {
  if (!proposed) return;
  const { grip } = proposed;
  proposed = null;
  grip.setAttribute("x", grip.dataset.x);
  grip.classList.remove("moved");
  say("");
  grip.focus();
}

// --- Saved as a field of a draft: made from the words that are seen here, or refused.
async function write({ url, field, revision }, value) {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "" };
  const author = document.getElementById("saved")?.dataset.author;
  const body = JSON.stringify({ field, value, revision: Number(revision), ...(author && { author }) });
  try {
    const answer = await fetch(url, { method: "PATCH", headers, body, redirect: "manual" });
    return { ok: answer.ok, ...(await answer.json().catch(() => ({}))) };
  } catch {
    return { ok: false, message: "No connection. Nothing was changed." };
  }
}

async function save() {
  if (!proposed) return;
  const { grip, on } = proposed;
  const words = wordsOf(on, grip.dataset);
  const { title, words: before, ...field } = grip.dataset;
  const answer = await write(field, words);
  if (!answer.ok) {
    const theirs = answer.theirs === undefined ? "" : ` It says “${answer.theirs}” now.`;
    leave();
    return say(`Not saved. ${answer.message ?? "Please sign in again."}${theirs}`);
  }
  proposed = null;
  back = nameOf(grip);
  redraw();
  return offerUndo(`${title}: ${words}.`, { ...field, revision: answer.revision }, before);
}

function offerUndo(words, field, before) {
  const toast = Object.assign(document.createElement("div"), { className: "toast" });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Undo" });
  toast.append(Object.assign(document.createElement("span"), { textContent: words }), button);
  button.addEventListener("click", async () => {
    toast.remove();
    const answer = await write(field, before);
    back = `${field.url} ${field.field}`;
    redraw();
    if (!answer.ok) say(`Not undone. ${answer.message ?? ""}`);
  });
  document.getElementById("toasts").append(toast);
}

const redraw = () => document.body.dispatchEvent(new CustomEvent("timeline:changed"));

// --- By key.
const KEYS = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };

function keyed(event) {
  const grip = event.target.closest?.("[data-move]");
  if (event.key === "Escape" && proposed) {
    event.stopPropagation();
    return void leave();
  }
  if (!grip) return;
  if (event.key === "Enter" && proposed) save();
  else if (KEYS[event.key]) {
    const from = proposed?.grip === grip ? proposed.on : date(grip.dataset.on);
    propose(grip, moved(from, grip.dataset.unit, KEYS[event.key]));
  } else return;
  event.preventDefault();
}

// --- By hand: as far as the pointer went, to the unit that it came to.
function grab(event) {
  const grip = event.target.closest?.("[data-move]");
  if (!grip || event.button) return;
  grip.setPointerCapture(event.pointerId);
  const from = proposed?.grip === grip ? proposed.on : date(grip.dataset.on);
  drag = { grip, from: middle(from, grip.dataset.unit), x: event.clientX, wide: grip.parentElement.getBoundingClientRect().width };
}

function pull(event) {
  if (!drag) return;
  const { first, last } = picture().dataset;
  const days = ((event.clientX - drag.x) / drag.wide) * ((date(last) - date(first)) / DAY);
  if (!drag.far && Math.abs(event.clientX - drag.x) < 4) return;
  drag.far = true;
  propose(drag.grip, floor(new Date(drag.from.getTime() + Math.round(days) * DAY), drag.grip.dataset.unit));
}

function drop() {
  if (!drag) return;
  const { grip, far } = drag;
  drag = null;
  if (far) grip.focus();
}

// --- An entry that stands open in the editor closes without leaving the page.
function clicked(event) {
  const close = event.target.closest?.("#entry-editor [data-close]");
  if (!close) return;
  event.preventDefault();
  const { entry } = close.closest(".entry").dataset;
  close.closest(".entry").remove();
  document.getElementById(entry)?.querySelector("a")?.focus();
}

// --- On its own page the library of small requests, and what saves fields, come when somebody begins to edit.
const lazy = document.querySelector("[data-library]");
let loading = lazy ? null : Promise.resolve();
let isReady = !lazy;

function ready() {
  loading ??= Promise.all([
    import(lazy.dataset.saves),
    new Promise((done, failed) => {
      const load = () => document.head.append(Object.assign(document.createElement("script"), { src: lazy.dataset.library, onload: done, onerror: failed }));
      if (document.readyState === "complete") load();
      else window.addEventListener("load", load, { once: true });
    }),
  ]).then(() => (isReady = true));
  return loading;
}

// What is pressed before it is here waits for it; where it cannot come, the page works as it does without it.
function wait(event) {
  if (isReady || !lazy.contains(event.target)) return;
  const form = event.type === "submit" ? event.target : null;
  const link = event.target.closest?.("a[hx-get]");
  if (!form && (!link || event.ctrlKey || event.metaKey || event.shiftKey)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const again = () => (form ? form.requestSubmit(event.submitter) : link.click());
  ready().then(again, () => (form ? form.submit() : location.assign(link.href)));
}

function enhance(root) {
  root.querySelectorAll("[data-move]").forEach((grip) => {
    grip.setAttribute("tabindex", "0");
    grip.setAttribute("role", "button");
    grip.setAttribute("aria-label", `${grip.dataset.title}, ${grip.dataset.words}: arrow keys move it by a ${grip.dataset.unit}`);
    if (nameOf(grip) === back) grip.focus();
  });
  if (root.querySelector("[data-move]")) back = null;
}

if (lazy) {
  ["focusin", "pointerover"].forEach((name) => lazy.addEventListener(name, () => ready().catch(() => {}), { once: true }));
  ["click", "submit"].forEach((name) => document.addEventListener(name, wait, true));
}
document.addEventListener("keydown", keyed, true);
document.addEventListener("pointerdown", grab);
document.addEventListener("pointermove", pull);
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", () => drag && leave());
document.addEventListener("click", clicked);
document.addEventListener("htmx:afterSettle", (event) => enhance(event.detail.elt));
enhance(document);
