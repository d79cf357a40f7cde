// Keeps in the browser what is typed into a form until the desk has saved it, by account, address
// and form, and offers it when the form is opened again. Asks before one leaves a changed form.
const DRAFTS = "facelaw draft";
const PAUSE = 600;
const DAYS_KEPT = 30;
const NOT_TYPED = ["csrfmiddlewaretoken", "draft"];

// --- all that is kept: {key, user, path, id, at, version, fields} ------------------------------

function keptDrafts() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${DRAFTS} `));
  return keys.map((key) => {
    const [user, path, id] = key.slice(DRAFTS.length + 1).split(" ");
    return { key, user, path, id, ...JSON.parse(localStorage.getItem(key)) };
  });
}

function forgetDrafts(isGone) {
  for (const draft of keptDrafts()) if (isGone(draft)) localStorage.removeItem(draft.key);
}

// The desk names in a cookie the forms that it has saved.
function forgetSaved() {
  const [, saved = ""] = document.cookie.match(/(?:^|; )saved-drafts=([^;]*)/) ?? [];
  const ids = saved.split(".").filter(Boolean);
  const oldest = Date.now() - DAYS_KEPT * 86_400_000;
  forgetDrafts((draft) => ids.includes(draft.id) || draft.at < oldest);
  if (ids.length) document.cookie = "saved-drafts=; path=/admin/; max-age=0";
}

// --- the form that is open -----------------------------------------------------------------------

class Draft {
  constructor(place) {
    this.place = place;
    this.form = place.closest("form");
    this.box = this.form.elements.draft;
    this.box.value ||= Date.now().toString(36) + Math.random().toString(36).slice(2, 12);
    this.isUnsaved = "unsaved" in place.dataset;
    this.start = this.typed();
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.wait());
    this.form.addEventListener("submit", () => { this.isSent = true; });
    addEventListener("pageshow", () => { this.isSent = false; });
    addEventListener("pagehide", () => this.store());
    addEventListener("beforeunload", (event) => { if (!this.isSent && this.isDirty()) event.preventDefault(); });
    this.offer();
  }

  fields() {
    return [...new FormData(this.form)].filter(([name]) => !NOT_TYPED.includes(name));
  }

  typed() {
    return JSON.stringify(this.fields().filter(([name]) => name !== "opened"));
  }

  isDirty() {
    return this.isUnsaved || this.typed() !== this.start;
  }

  wait() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.store(), PAUSE);
  }

  store() {
    const key = `${DRAFTS} ${this.place.dataset.user} ${location.pathname} ${this.box.value}`;
    if (!this.isDirty()) return localStorage.removeItem(key);
    const draft = { at: Date.now(), version: this.place.dataset.version, fields: this.fields() };
    try {
      localStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // The browser has no room: the oldest makes some.
      const [oldest] = keptDrafts().sort((one, other) => one.at - other.at);
      if (oldest && oldest.key !== key) localStorage.removeItem(oldest.key);
    }
  }

  // --- what was typed before -------------------------------------------------------------------

  offer() {
    const { user } = this.place.dataset;
    const here = (draft) => draft.user === user && draft.path === location.pathname && draft.id !== this.box.value;
    for (const draft of keptDrafts().filter(here)) this.place.append(this.offered(draft));
  }

  offered(draft) {
    const when = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeStyle: "short" }).format(draft.at);
    const title = draft.fields.find(([name, value]) => ["title", "identifier"].includes(name) && value)?.[1];
    const line = document.createElement("p");
    line.append(`You typed this on ${when}, and it is not saved${title ? `: “${title}”` : ""}. `);
    if (draft.version !== this.place.dataset.version) {
      line.append("The measure was changed since: when you save, you see both versions. ");
    }
    line.append(this.button("Put back", () => this.putBack(draft)), " ", this.button("Discard", () => {
      localStorage.removeItem(draft.key);
      line.remove();
    }));
    return line;
  }

  button(name, press) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button", textContent: name });
    button.addEventListener("click", press);
    return button;
  }

  // The desk shows the form with these words, as it shows one that was sent for a preview.
  putBack(draft) {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: location.href, hidden: true });
    const token = this.form.elements.csrfmiddlewaretoken.value;
    const more = [["csrfmiddlewaretoken", token], ["draft", draft.id], ["_reckon", "page"]];
    for (const [name, value] of [...draft.fields, ...more]) {
      const box = document.createElement("textarea");
      Object.assign(box, { name, value });
      form.append(box);
    }
    document.body.append(form);
    form.submit();
  }
}

forgetSaved();
const left = document.querySelector("[data-left]")?.dataset.left;
if (left) forgetDrafts((draft) => draft.user === left);
for (const place of document.querySelectorAll("#draft")) new Draft(place);
