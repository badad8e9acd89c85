// One press prints. Without this script the browser's own menu does.
const button = document.querySelector("[data-print]");
button?.removeAttribute("hidden");
button?.addEventListener("click", () => window.print());
