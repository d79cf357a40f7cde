// A box that offers rows while one types in it: a combobox with a list below. A subclass says which
// address answers, what an offer looks like and what choosing one does. Used by the desk as well.
class Typeahead {
  static count = 0;

  constructor(input, label) {
    this.input = input;
    this.list = document.createElement("ul");
    this.list.className = "offers";
    this.list.id = `offers-${Typeahead.count += 1}`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", label);
    this.status = document.createElement("span");
    this.status.className = "vh visually-hidden";
    this.status.setAttribute("role", "status");
    input.after(this.list, this.status);
    this.at = -1;
    const attributes = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    input.addEventListener("input", () => this.askSoon());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.leave());
    // Keeps the focus in the box, so that leaving it does not close the list before the click.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
  }

  get isOpen() {
    return !this.list.hidden && this.list.children.length > 0;
  }

  // Until the answer comes, the list fits other words than those in the box.
  askSoon(pause = 120) {
    this.isAsking = true;
    this.request?.abort();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), pause);
  }

  async ask() {
    this.request?.abort();
    this.request = new AbortController();
    try {
      const response = await fetch(this.address(), { signal: this.request.signal });
      if (!response.ok) throw new Error(response.status);
      this.offer((await response.json()).results);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  offer(rows) {
    this.isAsking = false;
    this.at = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...rows.map((row, i) => this.option(row, i)));
    this.show(rows.length > 0);
    this.status.textContent = rows.length ? `${rows.length} offered, use the arrow keys` : "Nothing of that name";
  }

  option(row, i) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${i}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    this.fill(item, row);
    return item;
  }

  press(event) {
    const items = this.list.children;
    if (event.key === "ArrowDown" && items.length) this.move((this.at + 1) % items.length);
    else if (event.key === "ArrowUp" && items.length) this.move((this.at < 1 ? items.length : this.at) - 1);
    else if (event.key === "Escape" && this.isOpen) this.close();
    else if (event.key === "Enter" && this.isOpen && this.at >= 0) this.take(items[this.at]);
    else return;
    event.preventDefault();
  }

  move(i) {
    this.show(true);
    this.list.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = i;
    const item = this.list.children[i];
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", item.id);
  }

  show(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (open) this.fit();
  }

  // On a phone the keyboard takes the lower half: the box goes to the top, and its list ends above
  // the keyboard.
  fit() {
    const below = () => (window.visualViewport?.height ?? innerHeight) - this.input.getBoundingClientRect().bottom - 8;
    if (below() < 200 || matchMedia("(max-width: 40rem)").matches) this.input.scrollIntoView({ block: "start" });
    this.list.style.maxHeight = `${Math.max(120, Math.min(352, below()))}px`;
  }

  leave() {
    clearTimeout(this.timer);
    this.close();
  }

  close() {
    this.isAsking = false;
    this.request?.abort();
    this.show(false);
    this.at = -1;
    this.input.removeAttribute("aria-activedescendant");
  }
}

// Pages to go to, for forms with [data-typeahead] (the address that answers); choosing one opens it.
// Without it the form asks the page itself, which lists the same.
class PageSearch extends Typeahead {
  constructor(form) {
    super(form.querySelector("input[name=q]"), "Suggestions");
    this.form = form;
  }

  address() {
    const url = new URL(this.form.dataset.typeahead, location.href);
    url.search = new URLSearchParams(new FormData(this.form));
    return url;
  }

  ask() {
    return this.input.value.trim() ? super.ask() : this.close();
  }

  fill(item, row) {
    item.dataset.url = row.url;
    const note = document.createElement("span");
    note.className = "quiet small";
    note.textContent = [row.within || row.state, row.kind].filter(Boolean).join(" · ");
    item.append(row.name, " ", note);
  }

  take(item) {
    if (item) location.assign(item.dataset.url);
  }
}

// A form is made ready when its box is entered: the frame of a page may be drawn again.
const ready = (input) => {
  const form = input?.closest?.("form[data-typeahead]");
  if (form && input.name === "q" && input.getAttribute("role") !== "combobox") new PageSearch(form);
};

document.addEventListener("focusin", (event) => ready(event.target));
ready(document.activeElement);
