// Signing waits for what is still being saved, so that the last words typed are in the plan that is signed.
const corner = document.getElementById("saved");
const WAITING = new Set(["saving"]);

function whenSaved(form) {
  const watcher = new MutationObserver(() => {
    if (WAITING.has(corner.dataset.state)) return;
    watcher.disconnect();
    if (corner.dataset.state === "done") form.requestSubmit();
    else corner.scrollIntoView({ block: "center" });
  });
  watcher.observe(corner, { attributes: true, attributeFilter: ["data-state"] });
}

document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.matches("[data-when-saved]") || corner.dataset.state === "done") return;
    event.preventDefault();
    if (WAITING.has(corner.dataset.state)) whenSaved(event.target);
    else corner.scrollIntoView({ block: "center" });
  },
  true,
);

// A link to what is missing opens the folded part that holds it, and puts the cursor there.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.scrollIntoView({ block: "center" });
  target.focus();
});
