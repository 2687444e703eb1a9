// "Test" shows the model's sample below its row as it comes in. Without this module the
// same form opens it as a page of plain text.

async function tryModel(form) {
  const button = form.querySelector("button");
  const sample = form.closest(".console-model").querySelector("output");
  button.disabled = true;
  sample.hidden = false;
  sample.textContent = "…";
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
    });
    if (!response.ok) throw new Error(response.statusText);
    await show(response.body, sample);
  } catch (error) {
    sample.textContent = error.message;
  }
  button.disabled = false;
  button.focus();
}

async function show(body, sample) {
  sample.textContent = "";
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    sample.textContent += value;
  }
}

for (const form of document.querySelectorAll("form[data-try]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tryModel(form);
  });
}
