// Offers rows while one types in a [data-typeahead-field], whose value is the address that answers,
// and keeps the key of the row chosen in the hidden box before it. Needs typeahead.js.
class RowChoice extends Typeahead {
  constructor(field) {
    super(field.querySelector("input[type=text]"), "Offered");
    this.field = field;
    this.key = field.querySelector("input[type=hidden]");
    this.chosenIn = this.within();
    // Whoever comes back to the box replaces what it holds, by mouse as by keyboard.
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("mousedown", (event) => {
      if (document.activeElement === this.input || !this.input.value) return;
      event.preventDefault();
      this.input.focus();
    });
    if (!field.dataset.withinField) return;
    this.input.addEventListener("focus", () => { if (!this.input.value && this.within()) this.ask(); });
    this.input.form.addEventListener("change", (event) => this.follow(event));
  }

  address() {
    const url = new URL(this.field.dataset.typeaheadField, location.href);
    url.search = new URLSearchParams({ q: this.input.value, within: this.within() });
    return url;
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
    else if (this.isAsking) super.askSoon(0);
  }

  askSoon() {
    this.key.value = "";
    this.isEager = false;
    super.askSoon();
  }

  offer(rows) {
    if (!this.isEager && document.activeElement === this.input) {
      super.offer(rows);
      if (rows.length) this.move(0);
      return;
    }
    this.isAsking = false;
    if (this.isEager) this.take(rows.length && this.option(rows[0], 0));
  }

  fill(item, row) {
    item.dataset.key = row.id;
    item.textContent = row.label;
  }

  press(event) {
    if (this.isAsking && ["Enter", "Tab"].includes(event.key)) return this.hurry(event);
    if (event.key === "Tab" && this.isOpen) return this.take(this.list.children[this.at]);
    if (this.isOpen) return super.press(event);
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    this.ask();
  }

  // Who is quicker than the answer gets what it offers first, as if it had been there.
  hurry(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !this.input.value.trim()) return;
    this.isEager = true;
    if (event.key === "Enter") event.preventDefault();
  }

  take(item) {
    this.isEager = false;
    if (!item) return this.close();
    this.key.value = item.dataset.key;
    this.input.value = item.textContent;
    this.close();
    this.key.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Who leaves the box before the answer came has typed all the same: the server reads the words.
  leave() {
    if (this.isEager) this.show(false);
    else super.leave();
  }
}

const start = (part) => {
  for (const field of part.querySelectorAll("[data-typeahead-field]")) {
    if (!field.closest(".empty-form") && !field.querySelector("[role=listbox]")) new RowChoice(field);
  }
};

start(document);
document.addEventListener("formset:added", (event) => start(event.target));
