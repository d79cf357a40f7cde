// Offers rows of the record while one types in a [data-typeahead-field], whose value is the address
// that answers, and keeps the key of the row chosen in the hidden box before it.
const PAUSE = 120;
let made = 0;

class Box {
  constructor(field) {
    this.field = field;
    this.key = field.querySelector("input[type=hidden]");
    this.input = field.querySelector("input[type=text]");
    this.list = document.createElement("ul");
    this.list.className = "offers";
    this.list.id = `offers-${made += 1}`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Offered");
    this.status = document.createElement("span");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    field.append(this.list, this.status);
    this.at = -1;
    this.chosenIn = this.within();
    this.prepare();
  }

  prepare() {
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => {
      this.key.value = "";
      this.eager = false;
      this.askSoon(PAUSE);
    });
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.leave());
    this.input.addEventListener("focus", () => { if (!this.input.value && this.field.dataset.withinField && this.within()) this.ask(); });
    if (this.field.dataset.withinField) this.input.form.addEventListener("change", (event) => this.follow(event));
    // Keeps the focus in the box, so that leaving it does not close the list before the click.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
  }

  // What narrows the offers: a fixed word, or the key chosen in another box of the form.
  within() {
    const { within, withinField } = this.field.dataset;
    return withinField ? this.input.form.elements[withinField]?.value || "" : within;
  }

  // What was chosen of another place does not belong to the one chosen now.
  follow(event) {
    if (event.target.name !== this.field.dataset.withinField || event.target.value === this.chosenIn) return;
    this.chosenIn = event.target.value;
    if (this.key.value) this.key.value = this.input.value = "";
    else if (this.asking) this.askSoon(0);
  }

  // While asking, what the list holds fits other words than those in the box.
  askSoon(pause) {
    this.asking = true;
    this.underway?.abort();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), pause);
  }

  async ask() {
    const url = new URL(this.field.dataset.typeaheadField, location.href);
    url.search = new URLSearchParams({ q: this.input.value, within: this.within() });
    this.underway?.abort();
    const mine = this.underway = new AbortController();
    try {
      const response = await fetch(url, { signal: mine.signal });
      if (!response.ok) throw new Error(response.status);
      this.offer((await response.json()).results);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  offer(rows) {
    this.asking = false;
    if (this.eager) return this.take(rows.length && this.option(rows[0], 0));
    if (document.activeElement !== this.input) return;
    this.at = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...rows.map((row, i) => this.option(row, i)));
    this.show(rows.length > 0);
    this.status.textContent = rows.length ? `${rows.length} offered, use the arrow keys` : "Nothing of that name";
    if (rows.length) this.move(0);
  }

  option(row, i) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${i}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.key = row.id;
    item.textContent = row.label;
    return item;
  }

  press(event) {
    const items = this.list.children;
    const open = !this.list.hidden && items.length > 0;
    if (this.asking && ["Enter", "Tab"].includes(event.key)) return this.hurry(event);
    if (event.key === "ArrowDown" && !open) this.ask();
    else if (!open) return;
    else if (event.key === "ArrowDown") this.move((this.at + 1) % items.length);
    else if (event.key === "ArrowUp") this.move((this.at + items.length - 1) % items.length);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter") this.take(items[this.at]);
    else if (event.key === "Tab") return this.take(items[this.at]);
    else return;
    event.preventDefault();
  }

  // Who is quicker than the answer gets what it offers first, as if it had been there.
  hurry(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !this.input.value.trim()) return;
    this.eager = true;
    if (event.key === "Enter") event.preventDefault();
  }

  move(i) {
    this.list.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = i;
    const item = this.list.children[i];
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", item.id);
  }

  take(item) {
    this.eager = false;
    if (!item) return this.close();
    this.key.value = item.dataset.key;
    this.input.value = item.textContent;
    this.close();
    this.key.dispatchEvent(new Event("change", { bubbles: true }));
  }

  show(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  // Who leaves the box before the answer came has typed all the same: the server reads the words.
  leave() {
    if (this.eager) return this.show(false);
    clearTimeout(this.waiting);
    this.close();
  }

  close() {
    this.asking = false;
    this.underway?.abort();
    this.show(false);
    this.at = -1;
    this.input.removeAttribute("aria-activedescendant");
  }
}

const start = (part) => {
  for (const field of part.querySelectorAll("[data-typeahead-field]")) {
    if (!field.closest(".empty-form") && !field.querySelector("[role=listbox]")) new Box(field);
  }
};

start(document);
document.addEventListener("formset:added", (event) => start(event.target));
