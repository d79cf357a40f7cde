// Says in sight when the desk does not know any more who types in a form, and once it does again.
// Asks for it when one comes back to the page, and every few minutes; then the forms have the token
// that they need, which is another one after each log-in.
const NO_ANSWER = "The desk does not answer. What you typed is still in the boxes: wait a moment, then save.";
const LOGGED_OUT = "You are logged out. What you typed is still in the boxes. ";
const LOG_IN = "Log in in a new tab";
const THEN_SAVE = ", come back here, then save.";
const AGAIN = "You are logged in again: save when you are ready.";
const MINUTES = 4 * 60_000;

class Here {
  constructor(notice) {
    this.notice = notice;
    addEventListener("focus", () => this.ask());
    setInterval(() => { if (!document.hidden) this.ask(); }, MINUTES);
  }

  // Whether someone is logged in, for whom the forms of the page then are.
  async ask() {
    let who;
    try {
      who = await (await fetch(this.notice.dataset.here)).json();
    } catch {
      return void this.tell(NO_ANSWER);
    }
    if (!who.user) return void this.tell(LOGGED_OUT, this.logIn(), THEN_SAVE);
    if (String(who.user) !== this.notice.dataset.user) {
      this.tell(`You are logged in as ${who.name} now: what you save here is saved as theirs.`);
    } else if (!this.notice.hidden) this.tell(...(this.isOut ? [AGAIN] : []));
    this.isOut = false;
    for (const box of document.querySelectorAll("[name=csrfmiddlewaretoken]")) box.value = who.token;
    return true;
  }

  logIn() {
    this.isOut = true;
    const link = document.createElement("a");
    Object.assign(link, { href: this.notice.dataset.logIn, target: "_blank", textContent: LOG_IN });
    return link;
  }

  tell(...words) {
    const same = words.map((one) => one.textContent ?? one).join("") === this.notice.textContent;
    if (!same) this.notice.replaceChildren(...words);
    this.notice.hidden = !words.length;
  }
}

const here = new Here(document.getElementById("here"));
