// What stands in the transcript: questions, the answer as it is written, and in its place
// the finished one, drawn by the server.

// Twenty times a second is a flow; more only costs.
const PAINT_MS = 50;
const NEAR_END_PX = 120;
// The header of the page, and some air.
const TOP_PX = 84;

export class Transcript {
  #log;
  #newest;
  #live = null;
  #paint = null;
  // Whether the page goes along with the text: until the person scrolls away from it.
  #follows = true;
  #scrolledTo = 0;

  constructor(log) {
    this.#log = log;
    this.#newest = document.querySelector("[data-newest]");
    this.#newest.addEventListener("click", () => this.showEnd());
    addEventListener("scroll", () => this.#onScroll(), { passive: true });
    for (const kind of ["click", "change", "submit"]) log.addEventListener(kind, touch);
    showCopy(log);
    log.addEventListener("htmx:load", (event) => showCopy(event.target));
  }

  get lastAnswer() {
    return [...this.#log.querySelectorAll(".answer")].at(-1) ?? null;
  }

  // A page opens where the last exchange begins.
  open() {
    const last = this.#log.querySelector(".exchange:last-of-type");
    if (last) this.#follow(last);
  }

  ask(key, text, stage) {
    const exchange = sketch("exchange");
    exchange.dataset.key = key;
    exchange.querySelector(".msg").textContent = text;
    this.#log.append(exchange);
    this.#stage(this.#begin(exchange), stage);
    this.#follows = true;
    this.#follow(exchange);
  }

  withdraw(key) {
    this.#log.querySelector(`[data-key="${key}"]`)?.remove();
    this.#live = null;
  }

  question({ id, text, key, replaces }) {
    this.#log.querySelectorAll("[data-edit]").forEach((edit) => edit.remove());
    if (replaces) this.#exchange(replaces)?.remove();
    if (this.#exchange(id)) return;
    let exchange = key && this.#log.querySelector(`[data-key="${key}"]`);
    if (!exchange) {
      exchange = sketch("exchange");
      exchange.querySelector(".msg").textContent = text;
      this.#log.append(exchange);
    }
    exchange.dataset.question = id;
  }

  answer({ id, question }, stage) {
    // Only the last answer can be asked for again.
    this.#log.querySelectorAll("[data-again]").forEach((again) => again.remove());
    const exchange = this.#exchange(question);
    if (!exchange) return;
    const article = exchange.querySelector(".answer") ?? this.#begin(exchange);
    article.replaceChildren();
    article.id = `answer-${id}`;
    article.dataset.answer = id;
    this.#live = { id, article, block: null, text: "" };
    this.#stage(article, stage);
    this.#follow();
  }

  status({ id, text }) {
    if (this.#isLive(id)) this.#stage(this.#live.article, text);
  }

  delta({ id, text }) {
    if (!this.#isLive(id)) return;
    this.#live.text += text;
    this.#paint ??= setTimeout(() => this.#paintText(), PAINT_MS);
  }

  film({ id, film }) {
    if (!this.#isLive(id)) return;
    this.#paintText();
    this.#live.block = null;
    this.#live.text = "";
    const place = document.createElement("div");
    place.className = "fcard waiting";
    this.#live.article.append(place);
    this.#follow();
    drawn(`/chat/films/${film}/`).then((card) => { if (card) swap(place, card); });
  }

  restart({ id }) {
    if (!this.#isLive(id)) return;
    this.#live.article.replaceChildren();
    Object.assign(this.#live, { block: null, text: "" });
  }

  // Put the answer as the server draws it in the place of the streamed one.
  async finish({ id }) {
    clearTimeout(this.#paint);
    this.#paint = null;
    if (this.#isLive(id)) this.#live = null;
    const article = document.getElementById(`answer-${id}`);
    if (!article) return null;
    const finished = await drawn(`/chat/answers/${id}/`);
    if (!finished || !article.isConnected) return null;
    keepTouched(article, finished);
    swap(article, finished);
    this.#follow(finished);
    return finished;
  }

  showEnd() {
    this.#follows = true;
    this.#scroll(Infinity);
  }

  #begin(exchange) {
    const article = sketch("answer");
    exchange.append(article);
    return article;
  }

  #stage(article, text) {
    let line = article.querySelector(".stage");
    if (!line) {
      line = sketch("answer").querySelector(".stage");
      article.prepend(line);
    }
    line.textContent = text;
  }

  #paintText() {
    clearTimeout(this.#paint);
    this.#paint = null;
    const live = this.#live;
    if (!live?.text.trim()) return;
    live.article.querySelector(".stage")?.remove();
    if (!live.block) {
      live.block = document.createElement("div");
      live.block.className = "prose words";
      live.article.append(live.block);
    }
    const paragraphs = live.text.trim().split(/\n{2,}/);
    while (live.block.children.length < paragraphs.length) live.block.append(document.createElement("p"));
    paragraphs.forEach((text, at) => {
      const line = live.block.children[at];
      if (line.textContent !== text) line.textContent = text;
    });
    this.#follow();
  }

  // Go along to the end, but never past the question: an answer is read from its top.
  #follow(element = this.#live.article) {
    const top = element.closest(".exchange").getBoundingClientRect().top + scrollY - TOP_PX;
    if (this.#follows) this.#scroll(top);
    this.#newest.hidden = this.#toEnd() < NEAR_END_PX;
  }

  #scroll(most) {
    this.#scrolledTo = Math.min(most, this.#end());
    scrollTo({ top: this.#scrolledTo, behavior: "instant" });
  }

  #onScroll() {
    if (scrollY < this.#scrolledTo - NEAR_END_PX) this.#follows = false;
    if (this.#toEnd() < NEAR_END_PX) {
      this.#follows = true;
      this.#newest.hidden = true;
    }
  }

  #end() {
    return document.documentElement.scrollHeight - document.documentElement.clientHeight;
  }

  #toEnd() {
    return this.#end() - scrollY;
  }

  #isLive(id) {
    return this.#live?.id === id;
  }

  #exchange(question) {
    return this.#log.querySelector(`[data-question="${question}"]`);
  }
}

// What the server draws of an answer or a film; null when it is not there (any more).
async function drawn(address) {
  const response = await fetch(address);
  if (!response.ok) return null;
  const holder = document.createElement("template");
  holder.innerHTML = await response.text();
  return holder.content.querySelector(".answer, .fcard");
}

function swap(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  htmx.process(fresh);
  // What is moved in the page loses the focus.
  if (focused?.isConnected) focused.focus();
  else if (focused?.id) fresh.querySelector(`#${CSS.escape(focused.id)}`)?.focus();
}

function touch(event) {
  event.target.closest(".fcard")?.toggleAttribute("data-touched", true);
}

// A card that someone marks or rates while the answer is being written stays as it is: the
// one drawn meanwhile may not know of it yet, and the request under way answers into it.
function keepTouched(streamed, finished) {
  for (const card of streamed.querySelectorAll(".fcard[data-touched]")) {
    finished.querySelector(`.fcard[data-film="${card.dataset.film}"]`)?.replaceWith(card);
  }
}

// The clipboard needs https or localhost; a site in a home network may have neither.
function showCopy(part) {
  for (const copy of part.querySelectorAll("[data-copy]")) copy.hidden = !navigator.clipboard;
}

function sketch(name) {
  return document.querySelector(`[data-sketch="${name}"]`).content.firstElementChild.cloneNode(true);
}
