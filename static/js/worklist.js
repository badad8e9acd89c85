// The call itself is the phone's; here its row unfolds, with the first answer under the finger: Enter, Enter.
// An answer changes its row in place and the focus goes to the next call. Without this every form still works.
const list = document.querySelector("ul.calls");
const toasts = document.getElementById("toasts");

function unfold(call) {
  const result = call.closest("[data-row]").querySelector("details.result");
  result.open = true;
  result.querySelector("button[name=result]").focus();
}

function nextAct(row) {
  for (let next = row.nextElementSibling; next; next = next.nextElementSibling) {
    const act = next.querySelector("[data-row-act]");
    if (act) return act;
  }
  return document.querySelector("main");
}

function tell(text) {
  const toast = document.createElement("div");
  toast.className = "toast error";
  toast.textContent = text;
  toasts.append(toast);
}

async function answerOf(form, button) {
  const body = new FormData(form, button);
  const answer = await fetch(form.action, { method: "POST", headers: { "HX-Request": "true" }, body });
  if (answer.headers.has("HX-Redirect")) location.assign(answer.headers.get("HX-Redirect"));
  if (!answer.ok && answer.status !== 422) throw new Error(`The clinic answered ${answer.status}`);
  const fresh = document.createElement("template");
  fresh.innerHTML = await answer.text();
  return fresh.content;
}

function swap(form, fresh) {
  const row = form.closest("[data-row]");
  const target = fresh.querySelector("[data-focus]") ?? nextAct(row);
  toasts.append(...fresh.querySelectorAll(".toast"));
  (form.hasAttribute("data-swap-self") ? form : row).replaceWith(fresh);
  target.focus();
}

async function send(event) {
  const form = event.target;
  event.preventDefault();
  if (form.ariaBusy) return;
  form.ariaBusy = "true";
  try {
    swap(form, await answerOf(form, event.submitter));
  } catch {
    form.ariaBusy = null;
    tell("It could not be saved. Your answer is still here: press it again.");
  }
}

list?.addEventListener("submit", send);
list?.addEventListener("click", (event) => {
  const call = event.target.closest("[data-call]");
  if (call) unfold(call);
});
