// A button that prints the page. Ctrl P does the same.
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
