// After a save the page tells of it where it stands, without a reload.
const progress = document.getElementById("progress");

// What a row says of itself. A row that was added or removed since the answer was written has no place here.
function say(fresh) {
  document.getElementById(fresh.id)?.replaceWith(fresh.cloneNode(true));
}

// What was charted a moment ago can be chosen as a goal's track. Choices are only added, so that none disappears
// under the finger.
function offer(select, track) {
  const isThere = [...select.options].some((option) => option.value === track.value);
  if (!isThere) select.append(track.cloneNode(true));
}

const told = (name) => progress.querySelector(`[data-${name}]`)?.content.children ?? [];

progress?.addEventListener("htmx:afterSettle", () => {
  const selects = document.querySelectorAll("form.goal select");
  for (const fresh of told("fresh")) say(fresh);
  for (const track of told("tracks")) selects.forEach((select) => offer(select, track));
});
