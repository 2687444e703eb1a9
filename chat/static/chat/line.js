// The line to the server: a socket that comes back with what was missed, or, where sockets
// do not get through, server-sent events (then questions go by plain form).

const RETRY_S = [1, 2, 4, 8];
// After so many sockets that never opened, the network does not let them through.
const GIVE_UP_ON_SOCKETS = 3;
// An answer in progress that is silent this long may have lost its writer.
const SILENCE_MS = 25_000;

export class Line {
  #log;
  #socket = null;
  #source = null;
  #failures = 0;
  #opened = false;
  #silence = null;

  // on: frame(frame), up(), down()
  constructor(log, on) {
    this.#log = log;
    this.on = on;
    this.after = Number(log.dataset.after);
    this.#connect();
    addEventListener("offline", () => this.on.down());
    addEventListener("online", () => this.#connect());
  }

  get isUp() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  get hasNoSockets() {
    return this.#source !== null;
  }

  send(frame) {
    if (this.isUp) this.#socket.send(JSON.stringify(frame));
    return this.isUp;
  }

  // Ask again for everything after the last number: it also finds writers that died.
  hello() {
    this.send({ kind: "hello", after: this.after });
  }

  #connect() {
    if (this.isUp) {
      // It outlived the time without a network, or nobody has noticed yet that it did not.
      this.hello();
      this.on.up();
    }
    if (this.#source || (this.#socket && this.#socket.readyState <= WebSocket.OPEN)) return;
    const url = new URL(this.#log.dataset.socket, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    this.#socket = new WebSocket(url);
    this.#socket.onopen = () => {
      this.#failures = 0;
      this.#opened = true;
      this.hello();
      this.on.up();
    };
    this.#socket.onmessage = (message) => this.#receive(JSON.parse(message.data));
    this.#socket.onclose = (event) => this.#closed(event.code);
  }

  #closed(code) {
    if (code === 4404) {
      location.assign(this.#log.dataset.home);
      return;
    }
    this.#failures += 1;
    if (!this.#opened && this.#failures >= GIVE_UP_ON_SOCKETS) {
      this.#stream();
      return;
    }
    this.on.down();
    const seconds = RETRY_S[Math.min(this.#failures, RETRY_S.length) - 1];
    setTimeout(() => this.#connect(), seconds * 1000);
  }

  #stream() {
    this.#source = new EventSource(`${this.#log.dataset.events}?after=${this.after}`);
    this.#source.onopen = () => this.on.up();
    this.#source.onerror = () => this.on.down();
    const kinds = "question answer status delta film restart done stopped failed interrupted changed arranged deleted reset";
    for (const kind of kinds.split(" ")) {
      this.#source.addEventListener(kind, (event) => {
        const seq = Number(event.lastEventId) || undefined;
        this.#receive({ ...JSON.parse(event.data), kind, seq });
      });
    }
  }

  #receive(frame) {
    if (frame.seq) {
      // What was replayed twice is shown once.
      if (frame.seq <= this.after) return;
      this.after = frame.seq;
    }
    this.#watchSilence(frame);
    this.on.frame(frame);
  }

  #watchSilence(frame) {
    clearTimeout(this.#silence);
    const goesOn = ["answer", "status", "delta", "film", "restart"].includes(frame.kind);
    const runs = goesOn || (frame.kind === "welcome" && frame.running);
    if (runs) this.#silence = setTimeout(() => this.hello(), SILENCE_MS);
  }
}
