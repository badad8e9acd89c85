// Dropping files on a form that has a file input is choosing them there and pressing its button.
// A file that the server would refuse for its size is refused here, before any of it is sent.
const form = document.querySelector("[data-drop]");
const input = form?.querySelector("input[type=file]");
const problem = form?.querySelector("[data-drop-problem]");

const total = (files) => [...files].reduce((sum, file) => sum + file.size, 0);

function isTooLarge() {
  const tooLarge = total(input.files) > Number(form.dataset.maxBytes);
  problem.hidden = !tooLarge;
  problem.textContent = tooLarge ? form.dataset.tooLarge : "";
  return tooLarge;
}

if (form) {
  ["dragover", "dragleave", "drop"].forEach((name) =>
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.toggle("over", name === "dragover");
    }),
  );
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  input.addEventListener("change", isTooLarge);
  // In the capture phase, so that a form that is not sent is not held for sent.
  form.addEventListener("submit", (event) => isTooLarge() && event.preventDefault(), { capture: true });
}
