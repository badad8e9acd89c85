// One series, closer. The page is whole without this: the server drew the chart and its table. The library
// comes when somebody zooms for the first time, by button or by key; then dragging over the chart works too.
const chart = document.querySelector("[data-series]");
const facts = JSON.parse(document.getElementById("series-data").textContent);
const tools = chart.querySelector("[data-zoom]");
const says = chart.querySelector("[data-says]");
const page = chart.querySelector("[data-these]");
const dark = matchMedia("(prefers-color-scheme: dark)");

const DAY = 86400;
const FEWEST_DAYS = 7;
const MOST_DOTS = 60;
const HEIGHT = 290;
const MARK_DASHES = { procedure: [], therapy: [1, 3], medicine: [5, 3] };
const WHOLE = [facts.first, Math.max(facts.last, facts.first + FEWEST_DAYS)];

let plots = [];
let shown = [...WHOLE];
let loading = null;

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const date = (day) => new Date(day * DAY * 1000);
const month = (day) => date(day).toLocaleDateString("en-US", { timeZone: "UTC", month: "short" });
const year = (day) => date(day).getUTCFullYear();
const shortDay = (day) => `${date(day).getUTCDate()} ${month(day)}`;
const fullDay = (day) => `${shortDay(day)} ${year(day)}`;
const iso = (day) => date(day).toISOString().slice(0, 10);
const tenths = (value) => String(Math.round(value * 10) / 10).replace("-", "−");

// --- Loading, once.
function element(tag, attributes) {
  return new Promise((done, failed) => {
    const made = Object.assign(document.createElement(tag), attributes, { onload: done, onerror: failed });
    document.head.append(made);
  });
}

function ready() {
  loading ??= Promise.all([
    element("script", { src: chart.dataset.library }),
    element("link", { rel: "stylesheet", href: chart.dataset.sheet }),
  ]).then(draw);
  return loading;
}

function draw() {
  const figures = [...chart.querySelectorAll("figure.series")];
  plots = facts.panels.map((panel, position) => plot(panel, figures[position]));
  new ResizeObserver(() => plots.forEach((one) => one.setSize({ width: width(one), height: HEIGHT }))).observe(chart);
  dark.addEventListener("change", () => plots.forEach((one) => one.redraw()));
}

const width = (one) => Math.max(one.root.parentElement.clientWidth, 200);

// --- One panel: the same scale, lines and bands as the server's.
function plot(panel, figure) {
  const drawn = figure.querySelector("svg.panel");
  const place = document.createElement("div");
  place.className = "canvas";
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", drawn.getAttribute("aria-label"));
  drawn.after(place);
  figure.classList.add("zoomed");
  const columns = [0, 1, 2, 3].map((n) => panel.points.map((point) => point[n] ?? null));
  const data = [columns[0].map((day) => day * DAY), ...columns.slice(1, panel.weekly ? 4 : 2)];
  return new window.uPlot({ ...options(panel), width: Math.max(place.clientWidth, 200), height: HEIGHT }, data, place);
}

function options(panel) {
  const line = {
    stroke: () => token("--ink"),
    width: 1.75,
    points: { show: true, size: 7, filter: dots, stroke: () => token("--ink"), fill: () => token("--paper") },
  };
  const edge = { stroke: "transparent", points: { show: false } };
  const axis = {
    stroke: () => token("--ink-2"),
    grid: { stroke: () => token("--line"), width: 1 },
    ticks: { show: false },
    font: '12px "Source Sans 3", sans-serif',
  };
  return {
    legend: { show: false },
    cursor: { y: false, drag: { x: true, y: false, setScale: false }, sync: { key: "series" } },
    tzDate: (seconds) => window.uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    scales: { x: { range: () => shown.map((day) => day * DAY) }, y: { range: [panel.low, panel.high] } },
    axes: [
      { ...axis, space: 76, size: 28, values: (_, splits) => splits.map((seconds) => tick(seconds / DAY)) },
      { ...axis, size: 44, values: (_, splits) => splits.map(tenths) },
    ],
    series: [{}, line, ...(panel.weekly ? [edge, edge] : [])],
    bands: panel.weekly ? [{ series: [3, 2], fill: () => faint("--ink", 0.1) }] : [],
    hooks: { drawAxes: [(one) => behind(one, panel)], setSelect: [chosen] },
  };
}

function tick(day) {
  const span = shown[1] - shown[0];
  if (span > 1500) return String(year(day));
  return span > 120 ? `${month(day)} ${year(day)}` : shortDay(day);
}

// A dot a value; with many only the lone ones, so that they stay to be seen.
function dots(one, series) {
  const values = one.data[series];
  const [first, last] = one.series[0].idxs;
  const inside = values.map((_, n) => n).filter((n) => n >= first && n <= last && values[n] !== null);
  if (inside.length <= MOST_DOTS) return inside;
  return inside.filter((n) => (values[n - 1] ?? null) === null && (values[n + 1] ?? null) === null);
}

function faint(name, alpha) {
  const [red, green, blue] = token(name).match(/[0-9a-f]{2}/gi).map((part) => parseInt(part, 16));
  return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}

// Flares, the zone, baseline, goal, and what was done when, behind the line.
function behind(one, panel) {
  const { ctx, bbox } = one;
  const x = (day) => one.valToPos(day * DAY, "x", true);
  const y = (value) => one.valToPos(Math.min(Math.max(value, panel.low), panel.high), "y", true);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  facts.flares.forEach(([first, last]) => fill(ctx, faint("--flare", 0.16), x(first), bbox.top, x(last + 1) - x(first), bbox.height));
  if (panel.zone) fill(ctx, faint("--better", 0.08), bbox.left, y(panel.zone[0]), bbox.width, y(panel.zone[1]) - y(panel.zone[0]));
  if (panel.was !== null) stroke(ctx, "--ink-3", [1, 3], bbox.left, y(panel.was), bbox.left + bbox.width, y(panel.was));
  if (panel.goal !== null) {
    stroke(ctx, "--pine", [6, 3], bbox.left, y(panel.goal), bbox.left + bbox.width, y(panel.goal));
    write(ctx, `goal ${tenths(panel.goal)}`, bbox.left, y(panel.goal), "--pine");
  }
  facts.marks.forEach(([day, kind, label]) => {
    stroke(ctx, "--ink-3", MARK_DASHES[kind] ?? [], x(day), bbox.top, x(day), bbox.top + bbox.height);
    write(ctx, label, x(day), bbox.top);
  });
  ctx.restore();
}

function fill(ctx, colour, left, top, wide, high) {
  ctx.fillStyle = colour;
  ctx.fillRect(left, top, wide, high);
}

function stroke(ctx, name, dash, fromX, fromY, toX, toY) {
  const ratio = devicePixelRatio;
  ctx.strokeStyle = token(name);
  ctx.lineWidth = ratio;
  ctx.setLineDash(dash.map((part) => part * ratio));
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}

function write(ctx, text, left, top, name = "--ink") {
  ctx.fillStyle = token(name);
  ctx.font = `600 ${12 * devicePixelRatio}px "Source Sans 3", sans-serif`;
  ctx.textAlign = "left";
  ctx.textBaseline = "top";
  ctx.fillText(text, left + 3 * devicePixelRatio, top);
}

// --- Moving about. Every way ends here: the same days in every panel, said in a sentence, and a link to them.
function show(first, last) {
  const span = Math.min(Math.max(last - first, FEWEST_DAYS), WHOLE[1] - WHOLE[0]);
  const start = Math.min(Math.max(first, WHOLE[0]), WHOLE[1] - span);
  shown = [Math.round(start), Math.round(start + span)];
  plots.forEach((one) => one.setScale("x", { min: shown[0] * DAY, max: shown[1] * DAY }));
  says.textContent = [`${fullDay(shown[0])} to ${fullDay(shown[1])}.`, ...facts.panels.map(sentence)].join(" ");
  const asked = new URLSearchParams(location.search);
  asked.delete("range");
  asked.set("first", iso(shown[0]));
  asked.set("last", iso(Math.min(shown[1], facts.last)));
  page.href = `?${asked}`;
  page.hidden = false;
}

function sentence(panel) {
  const values = panel.points.filter(([day, value]) => value !== null && day >= shown[0] && day <= shown[1]);
  if (!values.length) return `${panel.title}: no values.`;
  const numbers = values.map(([, value]) => value);
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const what = panel.weekly ? "means of weeks" : "values";
  const ends = `${tenths(Math.min(...numbers))} to ${tenths(Math.max(...numbers))} ${panel.unit}`;
  return `${panel.title}: ${values.length} ${what}, ${ends}, mean ${tenths(mean)}.`;
}

function chosen(one) {
  if (!one.select.width) return;
  const ends = [one.select.left, one.select.left + one.select.width].map((left) => one.posToVal(left, "x") / DAY);
  one.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  show(...ends);
}

const ACTS = {
  in: ([first, last], span) => [first + span / 4, last - span / 4],
  out: ([first, last], span) => [first - span / 2, last + span / 2],
  earlier: ([first, last], span) => [first - Math.round(span / 2), last - Math.round(span / 2)],
  later: ([first, last], span) => [first + Math.round(span / 2), last + Math.round(span / 2)],
  whole: () => WHOLE,
};

async function act(event) {
  const what = event.target.closest("[data-act]")?.dataset.act;
  if (!what) return;
  try {
    await ready();
    show(...ACTS[what](shown, shown[1] - shown[0]));
  } catch {
    loading = null;
    says.textContent = "The closer view did not load. Choose dates above instead.";
  }
}

tools.hidden = false;
tools.addEventListener("click", act);
