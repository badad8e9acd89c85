// Save is not a button: what is typed saves itself, and the corner of the page says so.
//
// Two kinds of things save themselves:
//   [data-draft][data-field][data-revision]   a control: PATCHes one field of a draft (people/drafts.py)
//   form[data-autosend]                       a small form: POSTs itself whole; the answer lands in [data-says]
// What is not on the server yet also lies sealed on a shelf in this browser (shelf.js): it survives a reload and a
// killed browser, and is gone at sign-out and when somebody else signs in.
import { openShelf } from "./shelf.js";

const AFTER = 800; // ms after the last key,
const LONGEST = 1200; // but never more after the first that is not saved: who types on without a pause is saved too
const PAUSES = [1, 2, 4, 8, 15, 30]; // seconds between tries
const corner = document.getElementById("saved");
const author = corner?.dataset.author;
const pages = new BroadcastChannel("paincare"); // the other pages of this browser
const pending = new Map(); // key -> what is on its way
let kept = new Map(); // key -> what an earlier page left on the shelf
const known = new Map(); // key -> the value and revision that the server has, as this page knows them
const UNSAID = ["csrfmiddlewaretoken", "seen"]; // what a form carries that nobody typed
let savedAt = null;
let waiting = null; // a form that goes when everything is saved, unless somebody writes on

const isForm = (el) => el.matches("form");
const keyOf = (el) => (isForm(el) ? `form ${el.action}` : `field ${el.dataset.draft} ${el.dataset.field}`);
const things = (root) => [...root.querySelectorAll("[data-draft], form[data-autosend]")];
const thingOf = (target) => target.closest?.("[data-draft]") ?? target.closest?.("form[data-autosend]");
const part = (root, name) => root.querySelector(`[data-part="${name}"]`);
const clock = (moment) => // as on the clinic's wall
  moment.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: corner.dataset.zone });
const seenBy = (el) => el.elements?.seen?.value ?? ""; // the version that a form was made from
const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

// Whether somebody typed in it since the page was drawn. Some controls hold less than what they were given: a line
// holds no line ends.
function changed(el) {
  if (isForm(el)) return [...el.elements].some(changed);
  if (el.type === "checkbox" || el.type === "radio") return el.checked !== el.defaultChecked;
  if (el.matches("textarea")) return el.value !== el.defaultValue;
  if (el.matches("input")) return el.value !== Object.assign(document.createElement("input"), { type: el.type, value: el.defaultValue }).value;
  if (!el.matches("select")) return false;
  const drawn = [...el.options].find((option) => option.defaultSelected) ?? el.options[0];
  return el.value !== drawn?.value;
}

// As a control holds it: a number that is not there is an empty text, yes and no are Python's words.
const said = (value) => (typeof value === "boolean" ? (value ? "True" : "False") : String(value ?? ""));

function read(el) {
  if (el.type === "checkbox") return said(el.checked);
  if (!isForm(el)) return el.value;
  const values = new URLSearchParams(new FormData(el));
  UNSAID.forEach((name) => values.delete(name));
  return values.toString();
}

function write(el, value) {
  if (el.type === "checkbox") return void (el.checked = value === said(true));
  if (!isForm(el)) return void (el.value = value);
  const values = new URLSearchParams(value);
  for (const control of el.elements) {
    if (control.type === "checkbox") control.checked = Boolean(values.get(control.name));
    if (control.type === "radio") control.checked = control.value === values.get(control.name);
    else if (values.has(control.name) && control.type !== "hidden") control.value = values.get(control.name);
  }
  el.dispatchEvent(new Event("written")); // what is drawn from its boxes is drawn anew
}

// With what was sent and not answered, so that a page which comes back knows its own text on the server.
function keep(entry) {
  const { el, key, value, revision, lost } = entry;
  shelf.put(key, { value, revision, seen: seenBy(el), lost: entry.sending ? [...lost, entry.sent] : [...lost] });
}

function note(el, delay) {
  const key = keyOf(el);
  const value = read(el);
  if (!pending.has(key) && known.get(key)?.value === value) return;
  const entry = pending.get(key) ?? { key, tries: 0, revision: Number(el.dataset.revision ?? 0), lost: new Set() };
  entry.since ??= Date.now();
  Object.assign(entry, { el, value, refused: false });
  pending.set(key, entry);
  el.dataset.unsaved = ""; // capture.js leaves it alone
  keep(entry);
  plan(entry, Math.min(delay, LONGEST - (Date.now() - entry.since)));
  show();
}

function plan(entry, delay) {
  clearTimeout(entry.timer);
  if (!entry.conflict) entry.timer = setTimeout(() => send(entry), delay);
}

function settle(entry) {
  clearTimeout(entry.timer);
  pending.delete(entry.key);
  delete entry.el.dataset.unsaved;
  known.set(entry.key, { value: entry.value, revision: entry.revision });
  shelf.drop(entry.key);
  if (!pending.size) goOn();
}

function goOn() {
  const form = waiting;
  waiting = null;
  form?.requestSubmit();
}

function request({ el, value, revision }, seen = seenBy(el)) {
  const headers = { "X-CSRFToken": csrf(), "X-Author": author, Accept: "application/json" };
  if (isForm(el)) {
    Object.assign(headers, { "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true" });
    return [el.action, { method: "POST", headers, body: `${value}&seen=${seen}` }];
  }
  headers["Content-Type"] = "application/json";
  const body = JSON.stringify({ field: el.dataset.field, value, revision, author });
  return [el.dataset.draft, { method: "PATCH", headers, body }];
}

async function send(entry) {
  if (entry.sending || entry.conflict || entry.refused || !pending.has(entry.key)) return;
  Object.assign(entry, { sending: true, sent: entry.value, since: null });
  keep(entry);
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

const isSignedOut = ({ status, type }) => status === 401 || type === "opaqueredirect";

function take(entry, { body, ...answer }) {
  if (answer.ok) return taken(entry, body);
  if (isSignedOut(answer)) return void (entry.signedOut = true);
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
  else typedOn(entry);
  document.body.dispatchEvent(new CustomEvent("drafts:saved", { detail: body }));
}

// Keys came while the save was on its way: the oldest of them says when the next one goes.
function typedOn(entry) {
  keep(entry);
  plan(entry, Math.min(AFTER, LONGEST - (Date.now() - (entry.since ?? Date.now()))));
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
  entry.versions = body; // to be shown again when its part of the page is drawn anew
  if (typeof body === "string") return clashOfCard(entry, body);
  const theirs = said(body.theirs);
  if (entry.lost.has(theirs)) {
    entry.revision = body.revision;
    return plan(entry, 0);
  }
  entry.conflict = true;
  const { showVersions } = await import("./conflict.js");
  if (entry.conflict !== true) return undefined; // shown meanwhile
  const when = body.theirs_at ? clock(new Date(body.theirs_at)) : "";
  entry.conflict = showVersions(entry.el, { ...body, theirs, when }, async (value) => {
    if (value === theirs && !body.isUnsent && !(await handOver(entry))) return;
    entry.conflict.remove();
    entry.el.dataset.revision = entry.revision = body.revision;
    resolve(entry, value, body.isUnsent ? null : theirs);
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
  waiting = null; // who chose reads it before it is signed
  write(entry.el, value);
  Object.assign(entry, { conflict: null, value: read(entry.el) });
  if (value === theirs) settle(entry);
  else plan(entry, 0);
  if (!isForm(entry.el)) {
    say(entry.el, ""); // of a text that was too long
    entry.el.focus();
  }
  show();
}

// A text that gives way is with the server before it leaves the page, where it stays findable: it is sent as the
// stale save that it is. Without a line, or signed out, there is no choosing yet.
async function handOver(entry) {
  if (read(entry.el) === entry.sent) return true;
  entry.value = read(entry.el);
  const [url, options] = request(entry, "none");
  const answer = await ask(url, { ...options, redirect: "manual" });
  entry.signedOut = Boolean(answer && isSignedOut(answer));
  show();
  if (answer?.status === 422) say(entry.el, answer.body); // too long to be set aside: why nothing happened
  return Boolean(answer?.ok || answer?.status === 409);
}

// “Keep theirs” and “Keep mine” of a card.
async function choose(button) {
  const entry = pending.get(keyOf(button.form));
  const { theirs } = button.dataset;
  if (!entry || (theirs !== undefined && !(await handOver(entry)))) return;
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

const sendAll = () => pending.forEach((entry) => plan(entry, 0));

// What the page holds is what the server has, unless the shelf keeps something newer of mine.
function restore(root) {
  things(root).forEach((el) => {
    if (redrawn(el)) return;
    const isTyped = changed(el); // before this script came
    if (!isTyped) known.set(keyOf(el), { value: read(el), revision: Number(el.dataset.revision ?? 0) });
    takeUp(el);
    if (isTyped) note(el, AFTER);
  });
}

function takeUp(el) {
  const key = keyOf(el);
  const mine = kept.get(key);
  if (!mine) return;
  kept.delete(key);
  if (pending.has(key)) return meet(pending.get(key), mine);
  if (mine.value === read(el)) return shelf.drop(key);
  write(el, mine.value);
  madeFrom(el, mine);
  note(el, 0);
  mine.lost.forEach((value) => pending.get(key).lost.add(value));
}

// What was typed stays made from the version that its writer saw, whatever the page shows by now.
function madeFrom(el, { seen, revision }) {
  if (isForm(el) && seen) el.elements.seen.value = seen;
  else el.dataset.revision = revision;
}

// Somebody was faster than the shelf: both texts are theirs, and they choose.
function meet(entry, mine) {
  if (isForm(entry.el) || entry.value === mine.value) return;
  clash(entry, { theirs: mine.value, theirs_by: "You, earlier,", revision: entry.revision, isUnsent: true });
}

// Read once: no script finds it in the page afterwards.
function ownKey() {
  const { shelfId: id, shelfSecret: secret } = corner.dataset;
  delete corner.dataset.shelfSecret;
  return { id, secret };
}

async function askKeys(known) {
  const body = new URLSearchParams(known.map((key) => ["known", key]));
  const headers = { "X-CSRFToken": csrf(), Accept: "application/json" };
  const answer = await ask(corner.dataset.keys, { method: "POST", headers, body, redirect: "manual" });
  return answer && answer.body;
}

// A part that htmx drew anew may be older than what was typed or saved meanwhile: the newer words stay, and so does
// a choice that is open.
function redrawn(el) {
  const key = keyOf(el);
  const entry = pending.get(key);
  const newer = entry ?? known.get(key);
  if (!newer || (!entry && !(newer.revision > Number(el.dataset.revision)))) return false;
  write(el, newer.value);
  madeFrom(el, { seen: entry && seenBy(entry.el), revision: newer.revision });
  if (!entry) return true;
  entry.el = el;
  el.dataset.unsaved = "";
  if (entry.conflict && !entry.conflict.isConnected) clash(entry, entry.versions);
  return true;
}

// Before anybody else hears of it: what saves itself is not posted, and signing waits for the last save.
function submitted(event) {
  const form = event.target;
  if (form.matches('[action*="logout"]')) return leave();
  const isLate = form.matches("[data-when-saved]") && pending.size;
  if (!isLate && !form.matches("[data-autosend], [data-draft-form]")) return undefined;
  event.preventDefault();
  if (isLate) {
    waiting = form;
    event.stopImmediatePropagation(); // htmx would send it all the same
  }
  if (form.matches("[data-autosend]")) note(form, 0);
  return sendAll();
}

// Signing out here or on another page of this browser: what is not saved goes, and no later answer brings it back.
function leave() {
  pages.close();
  pending.forEach((entry) => clearTimeout(entry.timer));
  pending.clear();
  shelf.purge();
  document.dispatchEvent(new Event("drafts:forgotten"));
}

function heard({ data }) {
  if (data.signedOut) {
    leave();
    document.body.replaceChildren();
    setTimeout(() => location.replace(location.pathname), 1000); // to the sign-in, once the session is gone
    return;
  }
  if (data.signedIn === author) comeBack();
  else if (data.signedIn) shelf.purge();
}

// Signed in again in the window beside: everything that this page says of itself is renewed, then it saves.
async function comeBack() {
  document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((input) => (input.value = csrf()));
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": csrf() }));
  retry();
  await shelf.renew();
  pending.forEach(keep);
}

// A small window that closes itself, because the second factor and a passkey want allauth's own pages.
function signIn(event) {
  if (window.open(event.currentTarget.href, "sign-in", "popup,width=460,height=680")) event.preventDefault();
}

function listen() {
  document.addEventListener("input", ({ target }) => thingOf(target) && note(thingOf(target), AFTER));
  document.addEventListener("change", ({ target }) => thingOf(target) && note(thingOf(target), 0));
  ["input", "change"].forEach((name) => document.addEventListener(name, () => (waiting = null)));
  document.addEventListener("click", ({ target }) => target.closest("[data-choose]") && choose(target.closest("button")));
  document.addEventListener("submit", submitted, true);
  document.addEventListener("htmx:afterSettle", (event) => restore(event.detail.elt));
  window.addEventListener("online", retry);
  window.addEventListener("offline", show);
  window.addEventListener("focus", () => state()[0] === "signed-out" && retry());
  window.addEventListener("pagehide", () => pending.forEach(send));
  document.addEventListener("drafts:send", sendAll);
  pages.addEventListener("message", heard);
  part(corner, "sign-in").addEventListener("click", signIn);
}

// One for the whole page: the capture line keeps its lines on it too.
export const shelf = corner && openShelf(author, ownKey(), askKeys);

async function start() {
  restore(document);
  listen();
  show();
  kept = await shelf.ready;
  things(document).forEach(takeUp);
  corner.dataset.ready = "";
}

if (corner) start();
