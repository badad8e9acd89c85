// A stopwatch that fills in the next empty try. It keeps the moment of its start and never counts ticks, so a
// sleeping screen or a reload loses nothing. What is kept lies in this tab and goes with it.
const box = document.querySelector("[data-timer]");
const form = box.closest("form");
const face = box.querySelector("[data-clock]");
const button = box.querySelector("button");
const said = box.querySelector("[role=status]");
const tries = [...form.querySelectorAll("[name^=trial_]")];
const place = `timer-${box.dataset.timer}`;
const DAY = 24 * 60 * 60 * 1000;
const NUMBERS = ["first", "second", "third"];

const kept = JSON.parse(sessionStorage.getItem(place) ?? "{}");
let started = Date.now() - kept.started < DAY ? kept.started : undefined;
tries.forEach((field, number) => { field.value ||= kept.tries?.[number] ?? ""; });

const keep = () =>
  sessionStorage.setItem(place, JSON.stringify({ started, tries: tries.map((field) => field.value) }));
const seconds = () => Math.max(0, Math.round((Date.now() - started) / 1000));
const words = (time) => `${Math.floor(time / 60)}:${String(time % 60).padStart(2, "0")}`;
const free = () => tries.find((field) => !field.value.trim());

function show() {
  face.textContent = words(started ? seconds() : 0);
  button.textContent = started ? "Stop" : "Start";
  button.disabled = !started && !free();
}

function stop() {
  const field = free() ?? tries.at(-1);
  field.value = words(Math.max(1, seconds()));
  said.textContent = `${field.value} is your ${NUMBERS[tries.indexOf(field)]} try.`;
  started = undefined;
}

button.addEventListener("click", () => {
  if (started) {
    stop();
  } else {
    started = Date.now();
    said.textContent = "The clock runs.";
  }
  keep();
  show();
});
form.addEventListener("input", () => { keep(); show(); });
form.addEventListener("submit", (event) => {
  if (started) stop();
  if (navigator.onLine) {
    sessionStorage.removeItem(place);
  } else {
    event.preventDefault();
    keep();
    show();
    said.textContent = "You are offline. Your tries stay here. Save them when you are online.";
  }
});
document.addEventListener("visibilitychange", show);
addEventListener("pageshow", show);
setInterval(show, 250);
box.hidden = false;
show();
