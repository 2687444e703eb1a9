// The conversation page: joins the line, the transcript and the composer.

import { Announcer } from "./announcer.js";
import { Composer } from "./composer.js";
import { Line } from "./line.js";
import { Outbox } from "./outbox.js";
import { Transcript } from "./transcript.js";

const POLL_MS = 1000;

function openDialogs() {
  for (const button of document.querySelectorAll("[data-opens]")) {
    button.hidden = false;
    button.addEventListener("click", () => document.getElementById(button.dataset.opens).showModal());
  }
}

function texts() {
  const spans = document.querySelector('[data-sketch="words"]').content.querySelectorAll("[data-say]");
  return Object.fromEntries([...spans].map((span) => [span.dataset.say, span.textContent]));
}

function converse(log) {
  const words = texts();
  const banner = document.querySelector("[data-banner]");
  const transcript = new Transcript(log);
  const announcer = new Announcer(document.querySelector("[data-status]"), words);
  let running = Number(log.dataset.running) || null;
  let stopWhenBegun = false;

  const composer = new Composer(document.querySelector("[data-composer]"), {
    // What is typed while the line is down waits in the outbox.
    get keeps() { return !line.hasNoSockets; },
    offline() { banner.hidden = false; },
    send(text) {
      // Without sockets the plain form asks, and the page that follows shows the answer.
      if (line.hasNoSockets) return false;
      if (text.trim()) begin(text);
      return true;
    },
    stop() {
      if (running) line.send({ kind: "stop", answer: running });
      else stopWhenBegun = true;
    },
  });

  function begin(text) {
    transcript.ask(outbox.put(text), text, line.isUp ? words.starting : words.sending);
    banner.hidden = line.isUp;
    composer.answering = true;
    announcer.answering();
  }

  async function finish(frame) {
    if (frame.id === running) {
      running = null;
      composer.answering = false;
    }
    const drawn = await transcript.finish(frame);
    if (drawn) announcer.finished(drawn.dataset.ready);
  }

  // No live events: look whether the stored answer is complete.
  async function poll() {
    if (!running) return;
    const drawn = await transcript.finish({ id: running });
    if (drawn && !["pending", "streaming"].includes(drawn.dataset.state)) finish({ id: running });
    else setTimeout(poll, POLL_MS);
  }

  const handle = {
    welcome(frame) {
      if (running && !frame.running) finish({ id: running });
      else if (frame.running) composer.answering = true;
    },
    accepted({ key, answer }) {
      outbox.take(key);
      running = answer;
      if (stopWhenBegun) line.send({ kind: "stop", answer });
      stopWhenBegun = false;
    },
    question: (frame) => transcript.question(frame),
    answer(frame) {
      running = frame.id;
      composer.answering = true;
      transcript.answer(frame, words.starting);
    },
    status: (frame) => transcript.status(frame),
    delta: (frame) => transcript.delta(frame),
    film: (frame) => transcript.film(frame),
    restart: (frame) => transcript.restart(frame),
    done: finish,
    stopped: finish,
    failed: finish,
    interrupted: finish,
    changed: (frame) => { if (!document.activeElement.closest(`#answer-${frame.id}`)) transcript.finish(frame); },
    arranged({ title }) {
      for (const place of document.querySelectorAll("h1[data-title], [data-listed] [data-title]")) place.textContent = title;
      document.title = document.title.replace(/^.*(?= · )/, () => title);
    },
    deleted: () => location.assign(log.dataset.home),
    reset: () => location.reload(),
    error({ code, text, key }) {
      if (code === "no_events") {
        poll();
        return;
      }
      composer.complain(text);
      const kept = key && outbox.take(key);
      if (kept === undefined || !kept) return;
      transcript.withdraw(key);
      composer.text = kept;
      composer.answering = running !== null;
      announcer.finished("");
    },
  };

  const line = new Line(log, {
    frame: (frame) => handle[frame.kind]?.(frame),
    up() {
      banner.hidden = true;
      outbox.sendAgain();
    },
    down() { banner.hidden = false; },
  });
  const outbox = new Outbox(line);

  composer.answering = running !== null;
  transcript.open();
  onActs(log, { line, announcer, words });
  onKeys({ composer, transcript });
}

function onActs(log, { line, announcer, words }) {
  log.addEventListener("click", async (event) => {
    const copy = event.target.closest("[data-copy]");
    if (!copy) return;
    const prose = copy.closest(".answer").querySelectorAll(".prose, .fcard h2");
    await navigator.clipboard.writeText([...prose].map((part) => part.innerText).join("\n\n"));
    announcer.say(words.copied);
  });
  log.addEventListener("submit", (event) => {
    const again = event.target.closest("[data-again]");
    if (again && line.send({ kind: "regenerate", answer: Number(again.dataset.again) })) event.preventDefault();
  });
}

function onKeys({ composer, transcript }) {
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && composer.answering && !document.querySelector("dialog[open]")) composer.on.stop();
    if (event.key === "ArrowUp" && event.altKey) {
      event.preventDefault();
      transcript.lastAnswer?.focus();
    }
  });
}

openDialogs();
const log = document.querySelector("[data-log]");
if (log) converse(log);
else {
  const banner = document.querySelector("[data-banner]");
  new Composer(document.querySelector("[data-composer]"), {
    keeps: false,
    send: () => false,
    stop() {},
    offline() { banner.hidden = false; },
  });
}
