// Two texts, side by side, until a person chose (templates/components/conflict.html).
const part = (box, name) => box.querySelector(`[data-part="${name}"]`);

const valueOf = (field) => (field.type === "checkbox" ? (field.checked ? "True" : "False") : field.value);

// As a person reads it: the words of an option, not its key.
function words(field, value) {
  if (field.type === "checkbox") return value === "True" ? "Yes" : "No";
  const option = field.matches("select") && [...field.options].find((one) => one.value === value);
  return (option ? option.text : value) || "(empty)";
}

// Stands after its field. `choose(value)` is called once, with the text that the person decided for.
export function showVersions(field, { theirs, theirs_by: who, when }, choose) {
  const box = document.getElementById("conflict").content.firstElementChild.cloneNode(true);
  box.querySelectorAll('[data-part="who"]').forEach((at) => (at.textContent = who || "Somebody else"));
  part(box, "label").textContent = field.labels?.[0]?.textContent.trim() ?? "This field";
  part(box, "when").textContent = when;
  part(box, "mine").textContent = words(field, valueOf(field));
  part(box, "theirs").textContent = words(field, theirs);
  part(box, "both").hidden = !field.matches("textarea");
  const on = (name, value) => part(box, name).addEventListener("click", () => choose(value()));
  on("keep-mine", () => valueOf(field));
  on("keep-theirs", () => theirs);
  on("both", () => `${theirs}\n\n${field.value}`);
  field.after(box);
  return box;
}
