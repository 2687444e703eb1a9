// The picker: no more groups than asked for, and keys 1 to 4 for the film in hand.

const groups = document.querySelector("[data-most]");

function closeWhenFull() {
  const boxes = [...groups.querySelectorAll("input")];
  const full = boxes.filter((box) => box.checked).length >= Number(groups.dataset.most);
  for (const box of boxes) box.disabled = full && !box.checked;
}

function questionInHand() {
  const held = document.activeElement.closest(".question");
  if (held && !held.querySelector("[aria-pressed=true]")) return held;
  return [...document.querySelectorAll(".question")].find((one) => !one.querySelector("[aria-pressed=true]"));
}

function onKey(event) {
  if (document.documentElement.dataset.shortcuts === "off") return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=radio], [type=checkbox])")) return;
  const button = questionInHand()?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  button.focus();
  button.click();
}

if (groups) {
  groups.addEventListener("change", closeWhenFull);
  closeWhenFull();
}
addEventListener("keydown", onKey);
