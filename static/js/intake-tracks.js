// What was charted a moment ago can be chosen as a goal's track without a reload. Choices are only added, so
// that none disappears under the finger.
const progress = document.getElementById("progress");

function offer(select, track) {
  const isThere = [...select.options].some((option) => option.value === track.value);
  if (!isThere) select.append(track.cloneNode(true));
}

progress?.addEventListener("htmx:afterSettle", () => {
  const tracks = progress.querySelector("[data-tracks]")?.content.children ?? [];
  const selects = document.querySelectorAll("form.goal select");
  for (const track of tracks) selects.forEach((select) => offer(select, track));
});
