// Reasons open in a dialog once their text is there. Without this file the link is a page.

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const opener = detail.requestConfig?.elt?.closest("[data-opens]");
  if (!opener) return;
  const dialog = document.getElementById(opener.dataset.opens);
  if (dialog.open) return;
  dialog.showModal();
  dialog.addEventListener("close", () => document.getElementById(opener.id)?.focus(), { once: true });
});
