// Copies what stands in a field, where the browser lets a page do so.

for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).value);
    const said = document.querySelector("[data-copied]");
    said.textContent = said.dataset.copied;
  });
}
