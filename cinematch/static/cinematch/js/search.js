// The search field as an ARIA combobox. Without this file it is a plain form.

const DEBOUNCE_MS = 120;

const form = document.querySelector(".search");
const field = form.querySelector("input");
const list = document.createElement("div");
let timer = 0;
let asked = null;

function options() {
  return [...list.querySelectorAll("[role=option]")];
}

function selected() {
  return list.querySelector("[aria-selected=true]");
}

function select(option) {
  selected()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
}

function show(open) {
  list.hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  if (!open) select(null);
}

function step(by) {
  const all = options();
  if (!all.length) return;
  const from = all.indexOf(selected());
  // Past either end lies the field itself, as the ARIA pattern has it.
  const to = from === -1 && by < 0 ? all.length - 1 : from + by;
  select(all[to] ?? null);
}

async function ask() {
  asked?.abort();
  const text = field.value.trim();
  if (!text) return show(false);
  asked = new AbortController();
  try {
    const url = `${form.dataset.suggest}?q=${encodeURIComponent(text)}`;
    const answer = await fetch(url, { signal: asked.signal });
    if (!answer.ok) return show(false);
    list.innerHTML = await answer.text();
    show(document.activeElement === field && options().length > 0);
  } catch (error) {
    if (error.name !== "AbortError") show(false);
  }
}

function onKey(event) {
  const keys = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in keys) {
    event.preventDefault();
    if (list.hidden) ask();
    else step(keys[event.key]);
  } else if (event.key === "Enter" && selected()) {
    event.preventDefault();
    selected().click();
  } else if (event.key === "Escape") {
    event.preventDefault();
    if (!list.hidden) show(false);
    else field.value = "";
  }
}

list.id = "suggestions";
list.className = "suggestions";
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", field.labels[0].textContent);
field.setAttribute("role", "combobox");
field.setAttribute("aria-autocomplete", "list");
field.setAttribute("aria-controls", list.id);
form.append(list);
show(false);

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, DEBOUNCE_MS);
});
field.addEventListener("keydown", onKey);
form.addEventListener("focusout", (event) => {
  if (!form.contains(event.relatedTarget)) show(false);
});
