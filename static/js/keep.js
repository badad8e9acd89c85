// One press makes a quote the text of its field. The field then saves itself, as if it had been typed.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-keep]");
  const field = button && document.getElementById(button.dataset.keep);
  if (!field) return;
  event.preventDefault();
  if (!field.value.trim()) field.value = button.closest("[data-quote]").querySelector("q").textContent;
  button.remove();
  field.focus();
  field.dispatchEvent(new Event("change", { bubbles: true }));
});
