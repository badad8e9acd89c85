// The call itself is the phone's; here its row unfolds, with the first answer under the finger: Enter, Enter.
document.addEventListener("click", (event) => {
  const call = event.target.closest("[data-call]");
  if (!call) return;
  const result = call.closest("[data-row]").querySelector("details.result");
  result.open = true;
  result.querySelector("button[name=result]").focus();
});
