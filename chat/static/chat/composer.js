// Where a person writes: Enter sends, Shift+Enter breaks the line, Esc stops, Up edits the
// last question. What was typed is kept until the server has it.

const LIVE = "/health/live";
const RETRY_MS = 1000;

export class Composer {
  #form;
  #field;
  #send;
  #stop;
  #alert;

  // on: send(text) -> whether it was taken, stop(), offline()
  constructor(form, on) {
    this.#form = form;
    this.#field = form.querySelector("textarea");
    this.#send = form.querySelector("[data-send]");
    this.#stop = form.querySelector("[data-stop]");
    this.#alert = form.querySelector("[data-alert]");
    this.on = on;
    this.#field.value ||= sessionStorage.getItem(this.#draftKey) ?? "";
    this.#field.addEventListener("input", () => this.#keepDraft());
    this.#field.addEventListener("keydown", (event) => this.#onKey(event));
    form.addEventListener("submit", (event) => this.#onSubmit(event));
    this.#stop.addEventListener("click", () => this.on.stop());
  }

  get text() {
    return this.#field.value;
  }

  set text(text) {
    this.#field.value = text;
    this.#keepDraft();
  }

  // Send and Stop share one place; focus stays in it.
  set answering(answering) {
    const hadFocus = document.activeElement === (answering ? this.#send : this.#stop);
    this.#send.hidden = answering;
    this.#stop.hidden = !answering;
    if (hadFocus) (answering ? this.#stop : this.#send).focus();
  }

  get answering() {
    return !this.#stop.hidden;
  }

  complain(text) {
    this.#alert.textContent = text;
  }

  #onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#form.requestSubmit();
    } else if (event.key === "ArrowUp" && this.text === "") {
      const edit = document.querySelector("[data-edit]");
      if (!edit) return;
      event.preventDefault();
      edit.open = true;
      edit.querySelector("textarea").focus();
    }
  }

  // "online" says that there is a network, not yet that the site can be reached by it.
  async #sendOnceReachable() {
    while (!(await fetch(LIVE).then(({ ok }) => ok, () => false))) {
      await new Promise((again) => { setTimeout(again, RETRY_MS); });
    }
    this.#form.requestSubmit();
  }

  #onSubmit(event) {
    this.complain("");
    if (this.answering) {
      event.preventDefault();
      return;
    }
    if (!navigator.onLine && !this.on.keeps) {
      // A form sent now would leave the page, and with it what was typed.
      event.preventDefault();
      this.on.offline();
      addEventListener("online", () => this.#sendOnceReachable(), { once: true });
      return;
    }
    if (this.on.send(this.text)) {
      event.preventDefault();
      this.text = "";
    } else {
      sessionStorage.removeItem(this.#draftKey);
    }
  }

  get #draftKey() {
    return `draft ${this.#form.getAttribute("action")}`;
  }

  #keepDraft() {
    if (this.text) sessionStorage.setItem(this.#draftKey, this.text);
    else sessionStorage.removeItem(this.#draftKey);
  }
}
