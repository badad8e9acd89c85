// Up and down in a column of the paper month, as on a sheet of numbers. Tab goes on, and the form works without this.
const table = document.querySelector(".typed");

function below(input, step) {
  const cells = [...table.querySelectorAll(`input[name$="-${input.name.split("-").at(-1)}"]:not([type=radio])`)];
  return cells[cells.indexOf(input) + step];
}

table?.addEventListener("keydown", (event) => {
  const step = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
  if (!step || event.target.type === "radio" || !event.target.name || event.ctrlKey || event.metaKey) return;
  const next = below(event.target, step);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
});
