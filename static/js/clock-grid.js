// The clock of a pain is a grid of radio buttons; a drag paints several hours, and a second tap, or
// Backspace, unsays one.
let held = null; // the button under the finger when it went down
let wasSaid = false;
const cell = (target) => target?.closest?.(".clock-grid input");

function paint(button, isOn) {
  button.checked = isOn;
  button.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("pointerdown", ({ target }) => {
  held = cell(target);
  wasSaid = Boolean(held?.checked);
});
document.addEventListener("pointermove", ({ clientX, clientY, buttons }) => {
  const over = held && buttons && cell(document.elementFromPoint(clientX, clientY));
  if (!over || over.form !== held.form || over.name === held.name) return;
  [held, sameLevel(over.name)].filter((button) => !button.checked).forEach((button) => paint(button, true));
});
document.addEventListener("click", ({ target, detail }) => {
  if (detail && held === cell(target) && wasSaid && held) paint(held, false);
  held = null;
});

document.addEventListener("keydown", ({ key, target }) => {
  if (["Backspace", "Delete"].includes(key) && cell(target)?.checked) paint(target, false);
});

// The level under the finger, in another band.
function sameLevel(name) {
  return [...held.form.elements[name]].find((button) => button.value === held.value);
}
