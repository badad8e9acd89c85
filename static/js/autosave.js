// Save is not a button: what is typed saves itself, and the corner of the page says so.
//
// Two kinds of things save themselves:
//   [data-draft][data-field][data-revision]   a control: PATCHes one field of a draft (people/drafts.py)
//   form[data-autosend]                       a small form: POSTs itself whole; the answer lands in [data-says]
// What is not on the server yet also lies in sessionStorage: it survives a reload of this tab, and is gone with
// the tab, at sign-out, and when somebody else signs in.
const AFTER = 800; // ms after the last key
const PAUSES = [1, 2, 4, 8, 15, 30]; // seconds between tries
const corner = document.getElementById("saved");
const author = corner?.dataset.author;
const shelf = `unsaved:${author}:`;
const pending = new Map(); // key -> what is on its way
const known = new Map(); // key -> the value and revision that the server has, as this page knows them
const UNSAID = ["csrfmiddlewaretoken", "seen"]; // what a form carries that nobody typed
let savedAt = null;
let waiting = null; // a form that goes when everything is saved

const isForm = (el) => el.matches("form");
const keyOf = (el) => (isForm(el) ? `form ${el.action}` : `field ${el.dataset.draft} ${el.dataset.field}`);
const things = (root) => [...root.querySelectorAll("[data-draft], form[data-autosend]")];
const thingOf = (target) => target.closest?.("[data-draft]") ?? target.closest?.("form[data-autosend]");
const part = (root, name) => root.querySelector(`[data-part="${name}"]`);
const clock = (moment) => // as on the clinic's wall
  moment.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: corner.dataset.zone });
const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

function read(el) {
  if (!isForm(el)) return el.value;
  const values = new URLSearchParams(new FormData(el));
  UNSAID.forEach((name) => values.delete(name));
  return values.toString();
}

function write(el, value) {
  if (!isForm(el)) return void (el.value = value);
  const values = new URLSearchParams(value);
  for (const control of el.elements) {
    if (control.type === "checkbox") control.checked = values.has(control.name);
    if (!values.has(control.name) || control.type === "hidden") continue;
    if (control.type === "radio") control.checked = control.value === values.get(control.name);
    else control.value = values.get(control.name);
  }
}

function keep({ key, value, revision }) {
  try {
    sessionStorage.setItem(shelf + key, JSON.stringify({ value, revision }));
  } catch {
    // Full or forbidden: the text still stands in its field, and is still being sent.
  }
}

function forget(isMine = () => false) {
  const all = Object.keys(sessionStorage).filter((key) => key.startsWith("unsaved:"));
  all.filter((key) => !isMine(key)).forEach((key) => sessionStorage.removeItem(key));
}

function note(el, delay) {
  const key = keyOf(el);
  const value = read(el);
  if (!pending.has(key) && known.get(key)?.value === value) return;
  const entry = pending.get(key) ?? { key, tries: 0, revision: Number(el.dataset.revision ?? 0), lost: new Set() };
  Object.assign(entry, { el, value, refused: false });
  pending.set(key, entry);
  keep(entry);
  plan(entry, delay);
  show();
}

function plan(entry, delay) {
  clearTimeout(entry.timer);
  if (!entry.conflict) entry.timer = setTimeout(() => send(entry), delay);
}

function settle(entry) {
  clearTimeout(entry.timer);
  pending.delete(entry.key);
  known.set(entry.key, { value: entry.value, revision: entry.revision });
  sessionStorage.removeItem(shelf + entry.key);
  if (waiting && !pending.size) waiting.requestSubmit();
}

function request({ el, value, revision }) {
  const headers = { "X-CSRFToken": csrf(), "X-Author": author, Accept: "application/json" };
  if (isForm(el)) {
    Object.assign(headers, { "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true" });
    const seen = el.elements.seen?.value ?? "";
    return [el.action, { method: "POST", headers, body: `${value}&seen=${seen}` }];
  }
  headers["Content-Type"] = "application/json";
  const body = JSON.stringify({ field: el.dataset.field, value, revision, author });
  return [el.dataset.draft, { method: "PATCH", headers, body }];
}

async function send(entry) {
  if (entry.sending || entry.conflict || entry.refused || !pending.has(entry.key)) return;
  Object.assign(entry, { sending: true, sent: entry.value });
  show();
  const [url, options] = request(entry);
  // keepalive: a save that is on its way arrives although the tab is closed (browsers allow 64 KB).
  const keepalive = options.body.length < 60_000;
  const answer = await ask(url, { ...options, keepalive, redirect: "manual" });
  Object.assign(entry, { sending: false, offline: !answer });
  await (answer ? take(entry, answer) : again(entry));
  show();
}

// Answered when the last byte is here, not the first: a save that starts between them would be made from the
// version before this one, and the server would take it for somebody else's.
async function ask(url, options) {
  try {
    const answer = await fetch(url, options);
    const isJson = answer.headers.get("Content-Type")?.includes("json");
    const body = isJson ? await answer.json() : await answer.text();
    return { ok: answer.ok, status: answer.status, type: answer.type, body };
  } catch {
    return null;
  }
}

function take(entry, { body, ...answer }) {
  if (answer.ok) return taken(entry, body);
  if (answer.status === 401 || answer.type === "opaqueredirect") return void (entry.signedOut = true);
  if (answer.status === 409) return clash(entry, body);
  if (answer.status >= 500 || answer.status === 429) return again(entry);
  entry.refused = true;
  return say(entry.el, typeof body === "string" && answer.status !== 422 ? "" : body);
}

function taken(entry, body) {
  savedAt = new Date();
  Object.assign(entry, { tries: 0, lost: new Set() });
  if (body.revision !== undefined) entry.revision = entry.el.dataset.revision = body.revision;
  say(entry.el, typeof body === "string" ? body : "");
  if (entry.value === entry.sent) settle(entry);
  else plan(entry, AFTER);
  document.body.dispatchEvent(new CustomEvent("drafts:saved", { detail: body }));
}

// The answer is lost, the save perhaps not: remember what was sent, to know our own text again.
function again(entry) {
  entry.lost.add(entry.sent);
  plan(entry, 1000 * PAUSES[Math.min(entry.tries++, PAUSES.length - 1)]);
}

// A form shows the fragment that it was answered with; a field shows a sentence above itself.
function say(el, body) {
  if (isForm(el) && typeof body === "string") return void (el.querySelector("[data-says]").innerHTML = body);
  const words = body.message ?? "";
  const line = (isForm(el) ? el.querySelector("[data-says]") : document.getElementById(`${el.id}-says`)) ?? lineFor(el, words);
  if (line) line.textContent = words;
  if (words) el.setAttribute("aria-invalid", "true");
  else el.removeAttribute("aria-invalid");
}

function lineFor(el, words) {
  if (!words) return null;
  const line = Object.assign(document.createElement("span"), { className: "field-error", id: `${el.id}-says` });
  line.setAttribute("role", "alert");
  el.before(line);
  el.setAttribute("aria-describedby", line.id);
  return line;
}

// A card that somebody else changed answers with both versions and two buttons; a field shows them beside itself.
async function clash(entry, body) {
  if (typeof body === "string") return clashOfCard(entry, body);
  const theirs = String(body.theirs ?? "");
  if (entry.lost.has(theirs)) {
    entry.revision = body.revision;
    return plan(entry, 0);
  }
  entry.conflict = true;
  const { showVersions } = await import("./conflict.js");
  const when = body.theirs_at ? clock(new Date(body.theirs_at)) : "";
  entry.conflict = showVersions(entry.el, { ...body, theirs, when }, (value) => {
    entry.conflict.remove();
    entry.el.dataset.revision = entry.revision = body.revision;
    resolve(entry, value, theirs);
  });
  return undefined;
}

// The answer also says which version it shows, so the next save has seen it.
function clashOfCard(entry, body) {
  say(entry.el, body);
  const versions = entry.el.querySelector("[data-versions]");
  const theirs = typed(versions.querySelector("[data-theirs]").dataset.theirs);
  entry.conflict = ![...entry.lost].some((value) => typed(value) === theirs);
  if (entry.conflict) return;
  versions.remove();
  plan(entry, 0);
}

// An empty control and one that is not there say the same.
function typed(value) {
  const said = [...new URLSearchParams(value)].filter(([, text]) => text);
  return new URLSearchParams(said.sort()).toString();
}

function resolve(entry, value, theirs) {
  write(entry.el, value);
  Object.assign(entry, { conflict: null, value: read(entry.el) });
  if (value === theirs) settle(entry);
  else plan(entry, 0);
  if (!isForm(entry.el)) entry.el.focus();
  show();
}

// “Keep theirs” and “Keep mine” of a card.
function choose(button) {
  const entry = pending.get(keyOf(button.form));
  if (!entry) return;
  const { theirs } = button.dataset;
  resolve(entry, theirs ?? read(button.form), theirs);
  button.closest("[data-versions]").remove();
}

function state() {
  const all = [...pending.values()];
  const any = (name) => all.some((entry) => entry[name]);
  if (any("signedOut")) return ["signed-out", "Please sign in again. Your text is kept here."];
  if (any("conflict")) return ["conflict", "Two versions: choose one"];
  if (any("refused")) return ["refused", "Could not save, copy your text"];
  if (all.length && (any("offline") || !navigator.onLine)) return ["offline", `Offline, kept here (${all.length})`];
  if (all.some((entry) => entry.tries > 1)) return ["refused", "Could not save yet, trying again"];
  if (all.length) return ["saving", "Saving…"];
  return ["done", savedAt ? `Saved ${clock(savedAt)}` : corner.dataset.start];
}

function show() {
  const [name, words] = state();
  const isTrouble = name !== "saving" && name !== "done";
  corner.dataset.state = name;
  part(corner, "words").textContent = words;
  part(corner, "sign-in").hidden = name !== "signed-out";
  // Only trouble is spoken: "Saved" after every pause would talk over the person.
  if (part(corner, "trouble").textContent !== (isTrouble ? words : "")) {
    part(corner, "trouble").textContent = isTrouble ? words : "";
  }
}

function retry() {
  pending.forEach((entry) => {
    Object.assign(entry, { tries: 0, signedOut: false });
    plan(entry, 0);
  });
}

// What the page holds is what the server has, unless the tab still keeps something newer of mine.
function restore(root) {
  things(root).forEach((el) => {
    if (redrawn(el)) return;
    const key = keyOf(el);
    known.set(key, { value: read(el), revision: Number(el.dataset.revision ?? 0) });
    const kept = JSON.parse(sessionStorage.getItem(shelf + key));
    if (kept === null) return;
    if (kept.value === read(el)) return sessionStorage.removeItem(shelf + key);
    write(el, kept.value);
    el.dataset.revision = kept.revision;
    note(el, 0);
  });
}

// A part that htmx drew anew may be older than what was typed or saved meanwhile: the newer words stay.
function redrawn(el) {
  const key = keyOf(el);
  const entry = pending.get(key);
  const newer = entry ?? known.get(key);
  if (!newer || (!entry && !(newer.revision > Number(el.dataset.revision)))) return false;
  write(el, newer.value);
  el.dataset.revision = newer.revision;
  if (entry) entry.el = el;
  return true;
}

// Before anybody else hears of it: what saves itself is not posted, and signing waits for the last save.
function submitted(event) {
  const form = event.target;
  if (form.matches('[action*="logout"]')) return forget();
  const isLate = form.matches("[data-when-saved]") && pending.size;
  if (!isLate && !form.matches("[data-autosend], [data-draft-form]")) return undefined;
  event.preventDefault();
  if (isLate) waiting = form;
  if (form.matches("[data-autosend]")) note(form, 0);
  return pending.forEach((entry) => plan(entry, 0));
}

function listen() {
  document.addEventListener("input", ({ target }) => thingOf(target) && note(thingOf(target), AFTER));
  document.addEventListener("change", ({ target }) => thingOf(target) && note(thingOf(target), 0));
  document.addEventListener("click", ({ target }) => target.closest("[data-choose]") && choose(target.closest("button")));
  document.addEventListener("submit", submitted, true);
  document.addEventListener("htmx:afterSettle", (event) => restore(event.detail.elt));
  window.addEventListener("online", retry);
  window.addEventListener("offline", show);
  window.addEventListener("focus", () => state()[0] === "signed-out" && retry());
  window.addEventListener("pagehide", () => pending.forEach(send));
}

if (corner) {
  forget((key) => key.startsWith(shelf));
  restore(document);
  listen();
  show();
}
