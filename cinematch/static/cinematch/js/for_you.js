// Reasons open in a dialog once their text is there. Without this file the link is a page.

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const opener = detail.requestConfig?.elt?.closest("[data-opens]");
  if (!opener) return;
  const dialog = document.getElementById(opener.dataset.opens);
  if (dialog.open) return;
  dialog.showModal();
  // An answer may have changed the shelves, and the opener be gone.
  const giveBack = () => (document.getElementById(opener.id) ?? document.getElementById("main")).focus();
  dialog.addEventListener("close", giveBack, { once: true });
});
