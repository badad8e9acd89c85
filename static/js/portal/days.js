// The check-in keeps each day on this phone first and sends it then: no signal loses nothing.
// What is kept: the taps, under an opaque owner. Never a name, a goal's words or an earlier answer.
const OWNER = "paincare-owner";
const ZONE = "paincare-zone";
const ASKED = "paincare-asked";
// What only some are asked: not shown offline to somebody whose questions this phone does not know.
const RARE = ["moved_steps", "steps_exact", "headache", "headache_medicine"];
const form = document.querySelector("[data-day-form]");
const leaving = document.querySelector("[data-sign-out]");
const after = document.querySelector("[data-after]");
const isShell = form?.dataset.dayForm === "shell";
// Whose days these are, and by which clock: the page says it. The one that opens offline has to remember.
const page = isShell
  ? { owner: localStorage.getItem(OWNER), zone: localStorage.getItem(ZONE) }
  : document.querySelector("[data-owner]").dataset;
const { owner, zone } = page;

const today = () => new Date().toLocaleDateString("sv", { timeZone: zone ?? undefined });
const opened = today();

async function act(mode, work) {
  const database = await new Promise((done, fail) => {
    const request = indexedDB.open("paincare", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("days", { keyPath: "operation_id" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  try {
    return await new Promise((done, fail) => {
      const change = database.transaction("days", mode);
      const request = work(change.objectStore("days"));
      change.oncomplete = () => done(request.result);
      change.onabort = () => fail(change.error);
    });
  } finally {
    database.close();
  }
}

const keep = (entry) => act("readwrite", (days) => days.put(entry));
const forget = (entry) => act("readwrite", (days) => days.delete(entry.operation_id));

async function mine() {
  const kept = await act("readonly", (days) => days.getAll());
  return kept.filter((entry) => entry.owner === owner).sort((a, b) => (a.claimed_at < b.claimed_at ? -1 : 1));
}

// One sender at a time; whoever asks meanwhile gets its answer.
let sending;
const flush = () => (sending ??= sendAll().finally(() => { sending = undefined; }));

async function sendAll() {
  for (const entry of await mine()) {
    const { again, refused } = await send(entry);
    if (again) return again;
    await forget(entry);
    if (refused) return refused;
  }
  return "sent";
}

async function send({ operation_id: key, ...day }) {
  const link = location.pathname.match(/^\/d\/([^/]+)/)?.[1];
  const mayI = link
    ? { Authorization: `Day ${link}` }
    : { "X-CSRFToken": document.cookie.match(/csrftoken=(\w+)/)?.[1] ?? "" };
  try {
    const reply = await fetch("/api/days/", {
      method: "POST",
      headers: { ...mayI, "Content-Type": "application/json", "Idempotency-Key": key },
      body: JSON.stringify(day),
      signal: AbortSignal.timeout(20000),
    });
    if (reply.ok) return {};
    if ([401, 403].includes(reply.status)) return { again: "signed out" };
    if (![400, 422].includes(reply.status)) return { again: "offline" };
    const { code, message } = await reply.json();
    return code === "future" ? { again: message } : { refused: message }; // A day to come is kept until it has come.
  } catch {
    return { again: "offline" };
  }
}

const WORDS = {
  kept: "Saved on this phone. Sending it now.",
  sent: "Saved. Your team can see it.",
  offline: "Saved on this phone. We will send it when you are online.",
  "signed out": "Saved on this phone. Sign in and we will send it.",
};

function say(outcome) {
  after.hidden = false;
  after.querySelector("[role=status]").textContent = WORDS[outcome] ?? outcome;
  after.querySelector("[data-sign-in]").hidden = outcome !== "signed out";
  after.querySelector("[data-change]").hidden = !form.hidden;
}

async function save(event) {
  event.preventDefault();
  const { csrfmiddlewaretoken: _, ...taps } = Object.fromEntries(new FormData(form));
  try {
    await keep({ ...taps, owner, claimed_at: new Date().toISOString() });
  } catch {
    return form.submit(); // It cannot be kept here, so it goes the plain way.
  }
  form.hidden = true;
  document.querySelector("[data-days]")?.remove(); // It counts one day too few now.
  say("kept");
  after.querySelector("[role=status]").focus();
  say(await flush());
}

// A change is a new save with an id of its own; the earlier one is kept by the team's side.
function change() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  form.elements.operation_id.value = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  form.hidden = false;
  after.hidden = true;
}

async function sendKept() {
  if (document.visibilityState === "hidden" || !owner) return;
  if (form && today() !== opened) return location.reload();
  const kept = await mine();
  if (!kept.length) return;
  const outcome = await flush();
  if (!form) return;
  form.hidden ||= kept.some((entry) => entry.day === form.elements.day.value);
  say(outcome);
}

async function leave(event) {
  event.preventDefault();
  const unsent = (await mine()).length && (await flush()) !== "sent";
  const warning = leaving.querySelector("[data-unsent]");
  if (unsent && warning.hidden) {
    warning.hidden = false;
    return warning.focus();
  }
  for (const entry of await mine()) await forget(entry);
  localStorage.clear();
  return leaving.submit();
}

// Names of the fields that this person is asked, so that the form that opens offline asks the same.
const fields = () => [...form.elements].filter((field) => field.name && field.closest("fieldset, .field"));

function askTheSame() {
  const asked = localStorage.getItem(ASKED)?.split(" ");
  for (const field of fields()) {
    const { name } = field;
    field.closest("fieldset, .field").hidden = asked ? !asked.includes(name) : RARE.includes(name);
  }
}

function openShell() {
  askTheSame();
  form.elements.day.value = opened;
  change();
  form.hidden = !owner;
  document.querySelector("[data-signed-out]").hidden = Boolean(owner);
}

if (isShell) openShell();
else {
  localStorage.setItem(OWNER, owner);
  localStorage.setItem(ZONE, zone);
  if (form) localStorage.setItem(ASKED, fields().map((field) => field.name).join(" "));
}
form?.addEventListener("submit", save);
after?.querySelector("[data-change]").addEventListener("click", change);
leaving?.addEventListener("submit", leave);
window.addEventListener("online", sendKept);
document.addEventListener("visibilitychange", sendKept);
window.addEventListener("pageshow", (event) => (event.persisted ? location.reload() : sendKept()));

if (after?.dataset.worker) navigator.serviceWorker?.register(after.dataset.worker, { scope: after.dataset.scope });
