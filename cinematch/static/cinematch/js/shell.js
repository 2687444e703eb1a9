// What every page does: keys, messages that leave, and posters that travel to their page.

const TOAST_MS = 8000;
const FADE_MS = 180;

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function onKey(event) {
  if (document.documentElement.dataset.shortcuts === "off") return;
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("search").focus();
  } else if (event.key === "?") {
    document.getElementById("shortcuts").showModal();
  }
}

function dismiss(toast) {
  toast.classList.add("leaving");
  setTimeout(() => toast.remove(), FADE_MS);
}

// A message someone points at or has the focus in stays until they leave it.
function dismissLater(toast) {
  setTimeout(() => {
    if (toast.matches(":hover, :focus-within")) dismissLater(toast);
    else dismiss(toast);
  }, TOAST_MS);
}

function watchToasts(box) {
  for (const toast of box.children) dismissLater(toast);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) dismissLater(node);
    }
  }).observe(box, { childList: true });
  box.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) dismiss(event.target.closest(".toast"));
  });
}

// The poster of the card that was followed becomes the poster of the film page.
function carryPoster() {
  let followed = null;
  addEventListener("click", (event) => {
    followed = event.target.closest?.(".card")?.querySelector(".poster") ?? null;
  });
  addEventListener("pageswap", (event) => {
    if (event.viewTransition && followed) followed.style.viewTransitionName = "poster";
  });
}

addEventListener("keydown", onKey);
watchToasts(document.getElementById("toasts"));
carryPoster();
// After the page is there: the offline page must not compete with it.
addEventListener("load", () => navigator.serviceWorker?.register("/sw.js"));
