// The capture line: Enter keeps it, Ctrl / goes to it, Ctrl Z in the empty line takes the last one back.
//
// A line gets its key here, before it is sent, and lies sealed on the shelf (shelf.js) until the server has it:
// without a signal, or in a browser that was killed, it is sent later, in its place and once. What stands in the
// line without an Enter lies there too.
import { shelf } from "./autosave.js";
import { newKey } from "./shelf.js";

const form = document.getElementById("capture-line");
const input = form?.elements.text;
const captured = document.getElementById("captured");
const place = form && `line ${form.action}`; // on the shelf; a line that waits has its own key after it
const PAUSES = [1, 2, 4, 8, 15, 30]; // seconds between tries
const PATIENCE = 20_000; // ms for an answer: a connection that hangs must not hold up every line after it
const owed = new Set(); // parts of the page that changed and are not drawn anew yet
const drawing = new Set(); // those of them that are asked for now
const takingBack = new Set(); // kept lines whose undo is on its way, by key: an answer to another draws the list anew
let queue = []; // lines that the server has not confirmed, oldest first
let [tries, timer, saves] = [0, 0, 0];
let isSending = true; // nothing goes before what an earlier page left on the shelf
let signing = null; // the form that signs waits for the last line, unless somebody writes on

const part = (name) => document.querySelector(`#capture [data-${name}]`);
const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
const isWaiting = () => queue.some((line) => !line.refused);

// --- What waits
const keep = ({ key, text, kind, at, isBack }) => shelf.put(`${place} ${key}`, { key, text, kind, at, isBack });

function remove(line) {
  queue = queue.filter((one) => one !== line);
  shelf.drop(`${place} ${line.key}`);
}

const keepTyped = () => (input.value ? shelf.put(place, { text: input.value }) : shelf.drop(place));

function add(text, kind) {
  const line = { key: newKey(), text, kind, at: Math.max(Date.now(), 1 + (queue.at(-1)?.at ?? 0)) };
  queue.push(line);
  keep(line);
  input.value = "";
  keepTyped();
  send();
}

// An earlier page may have sent its lines and not heard the answer: the key says so to the server.
async function takeUp() {
  const found = await shelf.ready;
  const earlier = [...found].filter(([key]) => key.startsWith(`${place} `)).map(([, line]) => ({ ...line, isSent: true }));
  queue = [...earlier.sort((one, other) => one.at - other.at), ...queue];
  input.value = [found.get(place)?.text, input.value].filter(Boolean).join(" ");
  if (input.value) keepTyped();
  isSending = false;
  send();
}

// --- Sending, one after the other
async function send() {
  const line = queue.find((one) => !one.refused);
  if (isSending || !line) return show();
  isSending = line.isSent = true;
  clearTimeout(timer);
  show();
  const answer = await post(line);
  isSending = false;
  return queue.includes(line) && take(line, answer); // else it went at sign-out
}

async function post({ key, text, kind }) {
  const headers = { "X-CSRFToken": csrf(), "X-Author": document.getElementById("saved").dataset.author, "HX-Request": "true" };
  const body = new URLSearchParams({ key, text, as: kind });
  const [keepalive, signal] = [text.length < 50_000, AbortSignal.timeout(PATIENCE)];
  try {
    const answer = await fetch(form.action, { method: "POST", headers, body, redirect: "manual", keepalive, signal });
    return { ok: answer.ok, status: answer.status, type: answer.type, body: await answer.text() };
  } catch {
    return null;
  }
}

function take(line, answer) {
  if (!answer || answer.status >= 500 || answer.status === 429) return later(line, answer ? "again" : "offline");
  if (answer.status === 401 || answer.type === "opaqueredirect") return later(line, "signed-out");
  tries = 0;
  try {
    if (answer.ok) taken(line, answer.body);
    else line.refused = answer.status === 422 ? answer.body : "The server did not take it. Copy it.";
    if (!isWaiting()) tellSaved();
  } finally {
    send(); // Whatever became of this one, the next one goes.
  }
}

function taken(line, html) {
  remove(line);
  captured.innerHTML = html;
  window.htmx.process(captured);
  owe();
  drawn();
  if (line.isBack) captured.querySelector(`[data-undo="${line.key}"]`)?.requestSubmit();
}

function later(line, state) {
  line.state = state;
  timer = setTimeout(send, 1000 * PAUSES[Math.min(tries++, PAUSES.length - 1)]);
  show();
}

const WAITS = {
  again: "Not kept yet, trying again:",
  offline: "No signal, kept here:",
  "signed-out": "Please sign in again, kept here:",
};

function show() {
  const state = queue.find((line) => line.state)?.state;
  const items = queue.map((line) => {
    const item = document.createElement("li");
    const how = line.refused ?? (line.isBack ? "To be taken back:" : (WAITS[state] ?? "On its way:"));
    item.textContent = `${how} ${line.text}`;
    return item;
  });
  part("waiting").replaceChildren(...items);
  if (queue.some((line) => line.refused || line.state)) say(items[0].textContent);
  if (!isWaiting()) sign();
}

function sign() {
  const form = signing;
  signing = null;
  form?.requestSubmit();
}

function say(words) {
  const status = part("said");
  if (status.textContent !== words) status.textContent = words;
}

// --- What a line changed. What the newest line became is spoken; the parts that it changed are drawn anew.
function drawn() {
  say(captured.querySelector(".newest .became")?.innerText.trim() ?? "");
}

function owe() {
  captured.firstElementChild?.dataset.changed.split(" ").filter(Boolean).forEach((name) => owed.add(name));
}

// Several lines in a row: the page follows once, after the last; first the rows, then what is said of them.
async function tellSaved() {
  await Promise.all(refresh());
  document.body.dispatchEvent(new CustomEvent("drafts:saved", { detail: {} }));
}

// A part is left alone while somebody writes in it, or while words of it are not saved yet.
function isBusy(name) {
  const section = document.getElementById(name);
  return !section || section.contains(document.activeElement) || section.querySelector("[data-unsaved]");
}

function refresh() {
  if (isWaiting()) return [];
  return [...owed].filter((name) => !drawing.has(name) && !isBusy(name)).map(redraw);
}

// An answer that is older than a save, or that finds somebody writing, is not used.
async function redraw(name) {
  const before = saves;
  owed.delete(name);
  drawing.add(name);
  const html = await fresh(name);
  drawing.delete(name);
  if (html && before === saves && !isBusy(name)) return swap(name, html);
  owed.add(name);
  return before !== saves && refresh();
}

async function fresh(name) {
  try {
    const answer = await fetch(form.dataset.parts.replace(/where\/$/, `${name}/`), { headers: { "HX-Request": "true" }, redirect: "manual" });
    return answer.ok && (await answer.text());
  } catch {
    return "";
  }
}

// What stood open stays open.
function swap(name, html) {
  const section = document.getElementById(name);
  const open = [...section.querySelectorAll("details[open]")].map((one) => one.querySelector("[id]")?.id);
  window.htmx.swap(section, html, { swapStyle: "outerHTML", transition: false });
  open.forEach((id) => document.getElementById(id)?.closest("details")?.setAttribute("open", ""));
}

// --- Keys and forms. A line that may have arrived is taken back when its answer is here.
function undoLast() {
  const line = queue.findLast((one) => !one.isBack);
  if (!line) return undoKept();
  if (!line.isSent || line.refused) remove(line);
  else keep(Object.assign(line, { isBack: true }));
  return show();
}

const undos = (from) => [...captured.querySelectorAll(`${from} [data-undo]`)];

function undoKept() {
  const last = (from) => undos(from).find((undo) => !takingBack.has(undo.dataset.undo));
  const undo = last(".newest") ?? last(".earlier");
  if (!undo) return;
  takingBack.add(undo.dataset.undo); // Pressed again before the answer, the key means the line before.
  undo.requestSubmit();
}

function onKey(event) {
  const isCtrl = event.ctrlKey || event.metaKey;
  const isUndo = event.key.toLowerCase() === "z" && !event.shiftKey && event.target === input && !input.value;
  if (!isCtrl || (event.key !== "/" && !isUndo)) return;
  event.preventDefault();
  if (isUndo) undoLast();
  else input.focus();
}

function onSubmit(event) {
  event.preventDefault();
  const button = event.submitter?.name === "as" ? event.submitter : null;
  const text = input.value;
  input.focus();
  if (text.trim()) add(text, button?.value ?? "");
  else if (button) input.value = button.dataset.prefix;
}

function onSign(event) {
  if (!event.target.matches("[data-when-saved]") || !isWaiting()) return;
  event.preventDefault();
  event.stopImmediatePropagation(); // htmx would send it all the same
  signing = event.target;
}

function forget() {
  queue = [];
  clearTimeout(timer);
}

// The summary of the page comes with sentences of the ledger's rows: not before the rows are there.
function holdBack(event) {
  if (event.target.id === "progress" && (isWaiting() || owed.has("tried") || drawing.has("tried"))) event.detail.shouldSwap = false;
}

function listen() {
  document.addEventListener("htmx:beforeSwap", holdBack);
  form.addEventListener("submit", onSubmit);
  input.addEventListener("input", keepTyped);
  document.addEventListener("submit", onSign, true);
  ["input", "change"].forEach((name) => document.addEventListener(name, () => (signing = null)));
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusout", () => setTimeout(refresh));
  document.addEventListener("drafts:forgotten", forget);
  document.body.addEventListener("drafts:saved", () => {
    saves += 1;
    setTimeout(refresh);
  });
  captured.addEventListener("htmx:afterRequest", ({ target, detail }) => detail.successful || takingBack.delete(target.dataset.undo));
  // At once: an answer that comes right after this one takes its place before it has settled.
  captured.addEventListener("htmx:afterSwap", owe);
  captured.addEventListener("htmx:afterSettle", () => {
    const still = new Set(undos("").map((undo) => undo.dataset.undo));
    takingBack.forEach((key) => still.has(key) || takingBack.delete(key));
    drawn();
    tellSaved();
    if (document.activeElement === document.body) input.focus();
  });
  ["online", "focus"].forEach((name) => window.addEventListener(name, () => queue.length && send()));
}

if (form && shelf) {
  listen();
  takeUp();
}
