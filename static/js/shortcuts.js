// Ctrl Enter: the page's primary act. Alt 1-5: the rail. Esc: closes one open layer and gives focus back.
function primaryAct() {
  const here = document.activeElement?.closest("dialog, form");
  return here?.querySelector(".btn.primary") ?? document.querySelector("main .btn.primary, .top .btn.primary");
}

function closeOneLayer() {
  const layer = [...document.querySelectorAll("details[data-layer][open]")].pop();
  if (!layer) return false;
  layer.open = false;
  layer.querySelector("summary").focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return closeOneLayer() && event.preventDefault();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const act = primaryAct();
    act?.click();
    return act && event.preventDefault();
  }
  if (event.altKey && !event.ctrlKey && /^Digit[1-5]$/.test(event.code)) {
    document.querySelectorAll(".rail a[data-rail]")[event.code.at(-1) - 1]?.click();
    event.preventDefault();
  }
});

document.addEventListener("click", (event) => {
  document.querySelectorAll("details[data-layer][open]").forEach((layer) => {
    if (!layer.contains(event.target)) layer.open = false;
  });
});
