// Two texts, side by side, until a person chose (templates/components/conflict.html).
const part = (box, name) => box.querySelector(`[data-part="${name}"]`);

// Stands after its field. `choose(value)` is called once, with the text that the person decided for.
export function showVersions(field, { theirs, theirs_by: who, when }, choose) {
  const box = document.getElementById("conflict").content.firstElementChild.cloneNode(true);
  box.querySelectorAll('[data-part="who"]').forEach((at) => (at.textContent = who || "Somebody else"));
  part(box, "label").textContent = field.labels?.[0]?.textContent.trim() ?? "This field";
  part(box, "when").textContent = when;
  part(box, "mine").textContent = field.value || "(empty)";
  part(box, "theirs").textContent = theirs || "(empty)";
  part(box, "both").hidden = !field.matches("textarea");
  const on = (name, value) => part(box, name).addEventListener("click", () => choose(value()));
  on("keep-mine", () => field.value);
  on("keep-theirs", () => theirs);
  on("both", () => `${theirs}\n\n${field.value}`);
  field.after(box);
  return box;
}
