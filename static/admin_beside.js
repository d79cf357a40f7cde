// Tells beside a form, while one types in it, what it comes to: sends the form as it stands, marked
// with the name in data-beside so that nothing is saved, and takes over what changed of the answer.
const TYPING_PAUSE = 350;

class Beside {
  constructor(panel) {
    this.panel = panel;
    this.form = panel.closest("form");
    this.status = panel.querySelector("[data-beside-said]");
    panel.querySelector("[data-beside-button]")?.remove();
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.wait());
  }

  wait() {
    clearTimeout(this.waiting);
    this.underway?.abort();
    this.waiting = setTimeout(() => this.ask(), TYPING_PAUSE);
  }

  async ask(isAgain) {
    const mine = this.underway = new AbortController();
    const body = new FormData(this.form);
    body.set(this.panel.dataset.beside, "answer");
    try {
      const response = await fetch(location.href, { method: "POST", body, signal: mine.signal });
      const told = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-told]");
      if (told) this.show(told);
      // Who is logged out is answered by something else; who logged in again needs the new token.
      else if (await here.ask()) isAgain ? here.tell(NO_ANSWER) : this.ask(true);
    } catch (error) {
      if (error.name !== "AbortError") here.tell(NO_ANSWER);
    }
  }

  // Keeps every part that says the same, and the focus within.
  show(told) {
    const old = this.panel.querySelector("[data-told]");
    if (old.isEqualNode(told)) return;
    const focused = old.contains(document.activeElement) && document.activeElement.id;
    old.replaceWith(told);
    if (focused) document.getElementById(focused)?.focus();
    this.say([...told.querySelectorAll("[data-say]")].map((one) => one.textContent).join(". "));
  }

  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }
}

for (const panel of document.querySelectorAll("[data-beside]")) new Beside(panel);
