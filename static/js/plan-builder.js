// Signing waits for what is still being saved, so that the last words typed are in the plan that is signed, and
// for the right half that is being fetched, so that what is read is what is signed.
const corner = document.getElementById("saved");
const loading = document.getElementById("loading");
const isSaving = () => corner.dataset.state === "saving";
const isBusy = () => isSaving() || loading.classList.contains("htmx-request");

function sign() {
  // The form may have been fetched anew meanwhile.
  if (corner.dataset.state === "done") document.querySelector("[data-when-saved]").requestSubmit();
  else corner.scrollIntoView({ block: "center" });
}

// Who writes on signs later: nothing is signed in the middle of a sentence.
function whenQuiet(act) {
  const stop = () => {
    watcher.disconnect();
    ["input", "change"].forEach((name) => document.removeEventListener(name, stop));
  };
  const watcher = new MutationObserver(() => {
    if (isBusy()) return;
    stop();
    act();
  });
  ["input", "change"].forEach((name) => document.addEventListener(name, stop));
  [corner, loading].forEach((one) => watcher.observe(one, { attributes: true, attributeFilter: ["data-state", "class"] }));
}

document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.matches("[data-when-saved]")) return;
    if (!isBusy() && corner.dataset.state === "done") return;
    event.preventDefault();
    if (isBusy()) whenQuiet(sign);
    else sign();
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
