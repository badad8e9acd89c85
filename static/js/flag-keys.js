// One key answers a danger sign and goes on to the next: N no, Y yes, U unsure. Each answer is somebody's own
// key press; there is no way to say no to all of them at once, and a key takes no yes back.
const VALUES = { n: "no", y: "yes", u: "unsure" };

// On the document, because the questions are drawn anew after a typed line.
document.addEventListener("keydown", (event) => {
  const asked = event.target.closest?.("#red-flags fieldset[data-flag]");
  const value = VALUES[event.key.toLowerCase()];
  if (!asked || !value || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (value !== "yes" && asked.querySelector(":checked")?.value === "yes") return;
  asked.querySelector(`[value="${value}"]`).click();
  const all = [...document.querySelectorAll("#red-flags fieldset[data-flag]")].filter((one) => one.checkVisibility());
  const next = all[all.indexOf(asked) + 1];
  (next?.querySelector(":checked") ?? next?.querySelector("input"))?.focus();
});
