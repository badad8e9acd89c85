// The drawing of a body map acts on the checkboxes of its list, and shows what they say.
//
// A page without a brush (the patient's own) ticks and unticks. With a brush ([data-brush] in the same form) a
// box takes the brush as its value: letters of how it feels, depth, problem, and the region it travels from.
// On a phone one side is shown; the first tap shows its zone at twice the size, the next ones mark.
const narrow = matchMedia("(max-width: 699px)");
const SVG = "http://www.w3.org/2000/svg";
const part = (root, name) => root.querySelector(`[data-part="${name}"]`);
const boxes = (root) => [...root.querySelectorAll(".body-zones input")];
const boxOf = (root, path) => root.querySelector(`[name="r${path.dataset.n}"]`);
const pathOf = (root, box) => root.querySelector(`[data-n="${box.name.slice(1)}"]`);
const nameOf = (box) => box.labels[0].textContent.trim();
const brushOf = (root) => root.closest("form")?.querySelector("[data-brush]");

// What the brush would say: "as.d.3f9a1c.212"; null without a brush.
function paint(root) {
  const brush = brushOf(root);
  if (!brush) return null;
  const letters = [...brush.querySelectorAll("[data-letter]:checked")].map((box) => box.dataset.letter).join("");
  return [letters, ...[...brush.querySelectorAll("select")].map((select) => select.value)].join(".");
}

function draw(root) {
  boxes(root).forEach((box) => show(pathOf(root, box), box));
  root.querySelectorAll("details").forEach((zone) => {
    part(zone, "count").textContent = zone.querySelectorAll("input:checked").length || "";
  });
  offerOrigins(root);
}

function show(path, box) {
  const letters = box.checked ? box.value.split(".")[0].replace("on", "") : "";
  path.toggleAttribute("data-on", box.checked);
  if (box.checked) path.setAttribute("fill", `url(#feels${letters && `-${letters[0]}`})`);
  else path.removeAttribute("fill");
  const layer = part(path.ownerSVGElement, "letters");
  const old = layer.querySelector(`[data-of="${box.name}"]`);
  if (old?.textContent === letters.toUpperCase()) return;
  old?.remove();
  if (letters) layer.append(letter(path, box.name, letters.toUpperCase()));
}

function letter(path, name, words) {
  const text = document.createElementNS(SVG, "text");
  const { x, y, width, height } = placed(path);
  text.setAttribute("x", x + width / 2);
  text.setAttribute("y", y + height / 2);
  text.dataset.of = name;
  text.textContent = words;
  return text;
}

// The box around a region, also of one in the mirrored half.
function placed(path) {
  const { x, y, width, height } = path.getBBox();
  const turned = path.parentNode.transform.baseVal.numberOfItems > 0;
  return { x: turned ? 200 - x - width : x, y, width, height };
}

// A pain travels from a region that is marked.
function offerOrigins(root) {
  const select = brushOf(root)?.querySelector("[data-origins]");
  if (!select) return;
  const { value } = select;
  const marked = boxes(root).filter((box) => box.checked);
  select.replaceChildren(select.options[0], ...marked.map((box) => new Option(nameOf(box), box.name.slice(1))));
  select.value = marked.some((box) => box.name === `r${value}`) ? value : "";
}

function tapped(root, path) {
  const box = boxOf(root, path);
  const svg = path.ownerSVGElement;
  if (narrow.matches && !root.hasAttribute("data-near")) return near(root, svg, box.closest("details"));
  const code = paint(root);
  const isNew = !box.checked || (code !== null && box.value !== code);
  box.checked = isNew;
  if (isNew && code !== null) box.value = code;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  return undefined;
}

function near(root, svg, zone) {
  const inside = [...zone.querySelectorAll("input")].map((box) => svg.querySelector(`[data-n="${box.name.slice(1)}"]`));
  const around = inside.filter(Boolean).map(placed);
  const [left, top, width, height] = svg.dataset.whole.split(" ").map(Number);
  const middle = (low, high, from, size) => Math.min(Math.max((low + high) / 2 - size / 4, from), from + size / 2);
  const x = middle(Math.min(...around.map((r) => r.x)), Math.max(...around.map((r) => r.x + r.width)), left, width);
  const y = middle(Math.min(...around.map((r) => r.y)), Math.max(...around.map((r) => r.y + r.height)), top, height);
  svg.setAttribute("viewBox", `${x} ${y} ${width / 2} ${height / 2}`);
  root.dataset.near = zone.dataset.zone;
  root.querySelector("[data-out]").hidden = false;
  echo(root, `${zone.querySelector("summary").firstChild.textContent.trim()}: tap where it hurts`);
}

function away(root) {
  root.querySelectorAll("[data-whole]").forEach((svg) => svg.setAttribute("viewBox", svg.dataset.whole));
  root.removeAttribute("data-near");
  root.querySelector("[data-out]").hidden = true;
  echo(root, "");
}

function side(root, name) {
  away(root);
  root.dataset.shown = name;
  root.querySelectorAll("[data-show]").forEach((button) => button.setAttribute("aria-pressed", button.dataset.show === name));
}

function echo(root, words) {
  part(root, "echo").textContent = words;
}

function point(root, box) {
  root.querySelectorAll("[data-here]").forEach((path) => path.removeAttribute("data-here"));
  if (!box) return echo(root, "");
  pathOf(root, box).setAttribute("data-here", "");
  return echo(root, nameOf(box));
}

function clicked(root, target) {
  if (target.dataset.n) tapped(root, target);
  if (target.dataset.show) side(root, target.dataset.show);
  if ("out" in target.dataset) away(root);
}

function changed(root, { target, isTrusted }) {
  if (!target.matches(".body-zones input")) return;
  const code = paint(root);
  if (isTrusted && target.checked && code !== null) target.value = code;
  point(root, target);
  draw(root);
}

// The brush is a tool, not something said: it is not saved, and its changes start no save.
function setApart(brush) {
  brush?.querySelectorAll("input, select").forEach((control) => control.setAttribute("form", "brush"));
}

function quiet(brush) {
  ["input", "change"].forEach((kind) => brush?.addEventListener(kind, (event) => event.stopPropagation()));
}

function start(root) {
  setApart(brushOf(root));
  if (root.dataset.shown) return;
  quiet(brushOf(root));
  root.querySelectorAll("svg[viewBox]").forEach((svg) => (svg.dataset.whole = svg.getAttribute("viewBox")));
  root.querySelectorAll("text").forEach((text) => text.remove());
  part(root, "views").hidden = false;
  root.addEventListener("click", ({ target }) => clicked(root, target));
  root.addEventListener("change", (event) => changed(root, event));
  root.addEventListener("focusin", ({ target }) => target.matches(".body-zones input") && point(root, target));
  root.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "mouse") point(root, target.dataset?.n && boxOf(root, target));
  });
  root.closest("form")?.addEventListener("written", () => draw(root));
  side(root, "front");
  draw(root);
}

const startAll = () => document.querySelectorAll("[data-body-map]").forEach(start);
document.addEventListener("htmx:afterSettle", startAll);
startAll();
