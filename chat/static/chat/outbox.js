// Questions on their way: each has a key, so that sending it again after a lost connection
// asks it once.

export class Outbox {
  #waiting = new Map();

  constructor(line) {
    this.line = line;
  }

  put(text) {
    const key = crypto.randomUUID?.() ?? keyFromRandom();
    this.#waiting.set(key, text);
    this.line.send({ kind: "ask", text, key });
    return key;
  }

  sendAgain() {
    for (const [key, text] of this.#waiting) this.line.send({ kind: "ask", text, key });
  }

  // Return the text that was waiting under a key, and wait no longer.
  take(key) {
    const text = this.#waiting.get(key);
    this.#waiting.delete(key);
    return text;
  }
}

// randomUUID needs https or localhost; a site in a home network may have neither.
function keyFromRandom() {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0"));
  return hex.join("");
}
