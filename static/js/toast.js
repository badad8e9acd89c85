// A toast leaves after ten seconds, but never while it is being read by pointer or focus.
// The same Undo stays on the row's history, so nothing is lost with it.
const STAYS = 10_000;
const region = document.getElementById("toasts");

function leaveLater(toast) {
  setTimeout(() => {
    if (!toast.isConnected) return;
    if (toast.matches(":hover, :focus-within")) leaveLater(toast);
    else toast.remove();
  }, STAYS);
}

if (region) {
  [...region.children].forEach(leaveLater);
  new MutationObserver((changes) =>
    changes.forEach((change) => change.addedNodes.forEach((node) => node.nodeType === 1 && leaveLater(node))),
  ).observe(region, { childList: true });
}
