// Coming back: where somebody is in the intake is kept beside what they write, and offered when they return.
// With it: how long each topic was in use, a soft clock, and Park (Ctrl .), which blanks the page but keeps it.
import { newKey } from "./shelf.js";

const box = document.getElementById("sitting");
const park = document.querySelector("[data-park]");
const author = document.getElementById("saved").dataset.author;
const key = newKey();
const IDLE = 60_000; // after a minute without a key or a click, nobody is at it
const spent = {}; // topic -> seconds in use
let [before, told, active, at] = [0, "", 0, null];

const topicOf = (el) => el?.closest(".talk > section[id]")?.id;
const legend = (el) => el.closest("fieldset")?.querySelector("legend");
const label = (el) => ((el.type === "radio" && legend(el)) || el.labels?.[0] || legend(el))?.textContent.trim() ?? "";
const TITLE = /^(dr|prof)\.?$/i;
const sum = () => Object.values(spent).reduce((one, other) => one + other, before);
const isParked = () => document.body.hasAttribute("data-parked");
const caretOf = (el) => (el && "selectionStart" in el ? (el.selectionStart ?? 0) : 0);

// --- Where
function look({ target }) {
  active = Date.now();
  if (target.matches?.("main :is(input, textarea, select)")) at = target;
}

function whereabouts() {
  const topic = document.querySelector(`#chip-${topicOf(at) ?? "red-flags"}`)?.lastChild.previousSibling?.textContent.trim();
  const place = at ? `${topic ? `${topic}, ` : ""}“${label(at)}”` : "";
  return { control: at?.id ?? "", place: place.slice(0, 120), caret: caretOf(at), scroll: Math.round(scrollY), ...spent };
}

function tell() {
  const said = new URLSearchParams({ key, ...whereabouts() }).toString();
  if (!at || said === told) return;
  [told, toldAt] = [said, Date.now()];
  const csrf = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
  const headers = { "X-CSRFToken": csrf, "X-Author": author, Accept: "application/json" };
  fetch(box.dataset.sitting, { method: "POST", headers, body: new URLSearchParams(said), keepalive: true }).catch(() => {});
}

// Beside the first save at once, then every ten seconds at most: a save stays small.
let [telling, toldAt] = [0, 0];
function tellSoon() {
  clearTimeout(telling);
  telling = setTimeout(tell, Math.max(400, toldAt + 10_000 - Date.now()));
}

// --- How long
function second() {
  if (isParked() || document.hidden || Date.now() - active > IDLE) return;
  const topic = topicOf(at);
  if (topic) spent[topic] = (spent[topic] ?? 0) + 1;
  const minutes = Math.floor(sum() / 60);
  if (minutes) document.querySelector("[data-spent]").textContent = `${minutes} min`;
}

// --- Back. Without a line nothing is said of where somebody was: the page itself is all here.
async function comeBack(more = "") {
  const html = await resume(more).catch(() => "");
  if (!html) return;
  box.innerHTML = html;
  before = Number(box.querySelector("#spent").dataset.seconds);
}

async function resume(more) {
  const answer = await fetch(`${box.dataset.resume}?here=${key}${more}`, { headers: { "HX-Request": "true" } });
  return answer.ok ? answer.text() : "";
}

function goOn(link) {
  const el = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!el) return;
  el.closest("details")?.setAttribute("open", "");
  settle(el, link.dataset.caret, link.dataset.scroll);
  close();
}

function settle(el, caret, scroll) {
  el?.focus({ preventScroll: true });
  if (typeof el?.selectionStart === "number") el.setSelectionRange(caret, caret);
  scrollTo({ top: scroll, behavior: "instant" });
  el?.scrollIntoView({ block: "nearest", behavior: "instant" });
}

const close = () => box.querySelector(".resume")?.remove();

function clicked(event) {
  const link = event.target.closest("[data-go-on]");
  if (link) {
    event.preventDefault();
    goOn(link);
  } else if (event.target.closest("[data-close]")) close();
}

// --- Park: the time and whose page this is; everything else stays where it is, unseen.
let parked = null;

function parkHere() {
  document.dispatchEvent(new Event("drafts:send"));
  tell();
  const el = document.activeElement;
  parked = { el, caret: caretOf(el), scroll: scrollY, title: document.title, clock: 0 };
  const screen = Object.assign(document.createElement("button"), { className: "parked", type: "button", id: "parked" });
  screen.innerHTML = "<span></span><b></b><small>Click, or Ctrl . to go on</small>";
  const names = park.dataset.who.split(/[\s,]+/).filter((name) => name && !TITLE.test(name));
  screen.querySelector("b").textContent = names.map((name) => name[0]).join("").toUpperCase();
  screen.addEventListener("click", goBack);
  document.body.append(screen);
  document.body.setAttribute("data-parked", "");
  document.title = "Parked";
  drawTime();
  parked.clock = setInterval(drawTime, 5000);
  screen.focus();
}

function drawTime() {
  const zone = document.getElementById("saved").dataset.zone;
  const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: zone });
  document.querySelector("#parked span").textContent = time;
}

function goBack() {
  const { el, caret, scroll, title, clock } = parked;
  clearInterval(clock);
  document.getElementById("parked").remove();
  document.body.removeAttribute("data-parked");
  document.title = title;
  settle(el, caret, scroll);
  comeBack("&parked=1");
}

function pressed(event) {
  if (event.key !== "." || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  event.preventDefault();
  if (isParked()) goBack();
  else parkHere();
}

if (box) {
  ["focusin", "input", "click"].forEach((name) => document.addEventListener(name, look));
  document.addEventListener("keydown", pressed);
  box.addEventListener("click", clicked);
  park.addEventListener("click", parkHere);
  document.addEventListener("input", close); // who writes is back
  document.body.addEventListener("drafts:saved", tellSoon);
  document.addEventListener("visibilitychange", () => document.hidden && tell());
  setInterval(second, 1000);
  comeBack();
}
