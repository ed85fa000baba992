// Small kindnesses on top of pages that work without any script. No page may need this file.
const root = document.documentElement;
root.classList.add("js");

// A summary of errors takes focus when it appears (some browsers ignore autofocus on a div), once: a later swap of
// another part of the page must not pull the reader back to it.
const seen = new WeakSet();
function focusErrors() {
  const summary = document.querySelector("[data-error-summary]");
  if (!summary || seen.has(summary)) return;
  seen.add(summary);
  summary.focus();
}
focusErrors();
document.addEventListener("htmx:after:swap", focusErrors);

// A notice that arrives while somebody is further down the page is brought into sight.
const flash = document.querySelector("#flash");
if (flash) new MutationObserver(() => flash.scrollIntoView({ block: "nearest" })).observe(flash, { childList: true });

// One press sends once. The page is usable again when the browser brings it back from its memory.
const sentForms = new WeakSet();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== "post") return;
  if (sentForms.has(form)) {
    event.preventDefault();
    return;
  }
  sentForms.add(form);
  form.querySelectorAll("button[type=submit]").forEach((button) => button.setAttribute("aria-disabled", "true"));
  setTimeout(() => free(form), 8000);
});
function free(form) {
  sentForms.delete(form);
  form.querySelectorAll("button[type=submit]").forEach((button) => button.removeAttribute("aria-disabled"));
}
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form").forEach(free);
});

// <form data-draft-url="…"> keeps what is typed on the server, a second after the last key. Files and passwords stay here.
const timers = new WeakMap();
function draftBody(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const control = form.elements.namedItem(name);
    // The key "once" is spent by sending the form; a draft must leave it unspent.
    if (name !== "once" && typeof value === "string" && control?.type !== "password") body.append(name, value);
  }
  return body;
}
function say(form, key) {
  const note = form.querySelector("[data-draft-note]");
  if (note && note.textContent !== note.dataset[key]) note.textContent = note.dataset[key] ?? "";
}
async function keepDraft(form) {
  if (sentForms.has(form)) return;
  say(form, "saving");
  try {
    const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: draftBody(form), credentials: "same-origin", redirect: "manual" });
    if (!answer.ok) throw new Error(`draft refused: ${answer.status}`);
    form.dataset.kept = "yes";
    say(form, "saved");
  } catch (problem) {
    delete form.dataset.kept;
    say(form, "failed");
    console.warn(problem);
  }
}
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form) return;
  form.dataset.typed = "yes";
  delete form.dataset.kept;
  if (!form.dataset.draftUrl) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => keepDraft(form), 1000));
});

// <form data-guard="…"> asks before typed words are left behind, unless they were sent or kept as a draft.
window.addEventListener("beforeunload", (event) => {
  const unsaved = [...document.querySelectorAll("form[data-guard]")].some(
    (form) => form.dataset.typed && !form.dataset.kept && !sentForms.has(form),
  );
  if (unsaved) event.preventDefault();
});

// "Choose all" above a table, and how many are chosen.
function countChosen(name) {
  const boxes = [...document.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`)];
  const chosen = boxes.filter((box) => box.checked).length;
  document.querySelectorAll(`[data-chosen-count="${CSS.escape(name)}"]`).forEach((place) => {
    place.dataset.none ??= place.textContent;
    place.textContent = chosen === 0 ? place.dataset.none : chosen === 1 ? place.dataset.one : place.dataset.many.replace("%n", chosen);
  });
  return boxes;
}
document.addEventListener("change", (event) => {
  const all = event.target.dataset?.chooseAll;
  if (all) countChosen(all).forEach((box) => { box.checked = event.target.checked; });
  const name = all ?? event.target.name;
  if (name && event.target.type === "checkbox") countChosen(name);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  // An open account menu closes when somebody presses beside it.
  document.querySelectorAll("details.account[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.account[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
});
