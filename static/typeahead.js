// Offers places while one types, for forms with [data-typeahead] (the address that answers).
// Without it the form asks the page itself, which lists the same places.
const TYPING_PAUSE = 120;

class Typeahead {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[name=q]");
    this.list = document.createElement("ul");
    this.list.className = "offers";
    this.list.id = `${this.input.id}-offers`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Places");
    this.status = document.createElement("p");
    this.status.className = "vh";
    this.status.setAttribute("role", "status");
    this.input.after(this.list, this.status);
    this.chosen = -1;
    this.prepare();
  }

  prepare() {
    const attributes = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.ask(), TYPING_PAUSE);
    });
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    // Keeps the focus in the box, so that leaving it does not close the list before the click.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
  }

  async ask() {
    const words = this.input.value.trim();
    if (this.underway) this.underway.abort();
    if (!words) return this.close();
    const mine = this.underway = new AbortController();
    try {
      const url = new URL(this.form.dataset.typeahead, location.href);
      url.search = new URLSearchParams(new FormData(this.form));
      const response = await fetch(url, { signal: mine.signal });
      if (response.ok) this.offer((await response.json()).results);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  offer(results) {
    this.chosen = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...results.map((place, i) => this.option(place, i)));
    this.list.hidden = !results.length;
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.status.textContent = results.length ? `${results.length} places, use the arrow keys` : "No place of that name";
  }

  option(place, i) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${i}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.url = place.url;
    const note = document.createElement("span");
    note.className = "quiet small";
    note.textContent = [place.within || place.state, place.kind].filter(Boolean).join(" · ");
    item.append(place.name, " ", note);
    return item;
  }

  press(event) {
    const last = this.list.children.length - 1;
    if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "Enter" && this.chosen >= 0 && !this.list.hidden) this.go(this.list.children[this.chosen]);
    else if (event.key === "ArrowDown" && last >= 0) this.choose(this.chosen < last ? this.chosen + 1 : 0);
    else if (event.key === "ArrowUp" && last >= 0) this.choose(this.chosen > 0 ? this.chosen - 1 : last);
    else return;
    event.preventDefault();
  }

  choose(i) {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.list.children[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = i;
    const item = this.list.children[i];
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", item.id);
  }

  close() {
    this.list.hidden = true;
    this.chosen = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  go(item) {
    if (item) location.assign(item.dataset.url);
  }
}

for (const form of document.querySelectorAll("form[data-typeahead]")) new Typeahead(form);
