// Keys for the page of suggestions side by side. Everything they do is a link or a button that can be pressed as well.
const cards = () => [...document.querySelectorAll("[data-card]")];
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

function walk(step) {
  const all = cards();
  const at = all.findIndex((card) => card.contains(document.activeElement));
  const next = all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const card = event.target.closest?.("[data-card]");
  if (event.key === "Escape" && card) {
    card.querySelector("[data-price]")?.replaceChildren();
    card.focus();
    return;
  }
  if (typing(event.target)) return;
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    walk(event.key === "j" ? 1 : -1);
  } else if (card) {
    const press = card.querySelector(`[aria-keyshortcuts="${CSS.escape(event.key)}"]`);
    if (press) {
      event.preventDefault();
      press.click();
    }
  }
});
// The price has come: the eye and the ear are led to it.
document.addEventListener("htmx:after:swap", (event) => {
  const place = event.target.closest?.("[data-price]") ?? document.querySelector("[data-price]:not(:empty)");
  place?.querySelector("[data-said]")?.focus();
});
