// One status line for screen readers. The transcript itself is not live: read out word by
// word a streaming answer could not be followed.

const STILL_MS = 7000;

export class Announcer {
  #status;
  #timer = null;

  constructor(status, words) {
    this.#status = status;
    this.words = words;
  }

  answering() {
    clearInterval(this.#timer);
    this.say(this.words.answering);
    this.#timer = setInterval(() => this.say(this.words.still), STILL_MS);
  }

  finished(text) {
    clearInterval(this.#timer);
    this.say(text);
  }

  say(text) {
    // Cleared first: the same words twice are announced twice.
    this.#status.textContent = "";
    requestAnimationFrame(() => { this.#status.textContent = text; });
  }
}
