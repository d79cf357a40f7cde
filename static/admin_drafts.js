// Keeps in the browser what is typed into any form of the desk until the desk has saved it, by
// account, address and form, and offers it when the form is opened again. Asks before one leaves a
// changed form, or saves another one of the page.
const DRAFTS = "facelaw draft";
const PAUSE = 600;
const DAYS_KEPT = 30;
const SAID = 120;
const NOT_SENT = "is not saved with this. It is kept in this browser, and offered when you open this page again. "
  + "Go on?";
const NOT_TYPED = ["csrfmiddlewaretoken", "draft"];
const BOXES = "textarea, select, input:not([type=hidden], [type=submit], [type=button])";
const TEXT = "textarea, input:not([type=checkbox], [type=radio], [type=hidden])";
const SECRET = "[type=password], [autocomplete=one-time-code]";

// --- all that is kept: {key, user, path, id, form, at, version, said, fields} ------------------------------

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

// --- the forms that are open ---------------------------------------------------------------------

class Draft {
  constructor(form, page) {
    Object.assign(this, { form, user: page.user });
    // A page may have several; the main one of each is sent to the page's own address.
    this.name = form.elements.do?.value || form.getAttribute("action") || "";
    const answered = page.answered?.form === this.name ? page.answered : null;
    this.isUnsaved = Boolean(answered);
    this.said = answered?.said;
    this.box = hidden("draft", answered?.id ?? Date.now().toString(36) + Math.random().toString(36).slice(2, 12));
    this.place = document.createElement("div");
    this.place.className = "offered";
    form.prepend(this.place, this.box);
    this.start = new Set(this.typed());
    for (const kind of ["input", "change"]) document.addEventListener(kind, (event) => {
      if (event.target === form || event.target.form === form) this.wait();
    });
    form.addEventListener("submit", (event) => this.send(event));
    addEventListener("pageshow", () => { this.isSent = false; });
    // What is sent was kept when it was sent; the page that answers may stand, and forget it, before this one goes.
    addEventListener("pagehide", () => { if (!this.isSent) this.store(); });
    addEventListener("beforeunload", (event) => { if (!this.isSent && this.isDirty()) event.preventDefault(); });
    this.offer();
  }

  fields() {
    const all = [...new FormData(this.form)];
    return all.filter(([name, value]) => typeof value === "string" && !NOT_TYPED.includes(name));
  }

  typed() {
    return this.fields().filter(([name]) => name !== "opened").map((field) => JSON.stringify(field));
  }

  isDirty() {
    const now = new Set(this.typed());
    return this.isUnsaved || now.size !== this.start.size || [...now].some((field) => !this.start.has(field));
  }

  // The boxes that say something else than when the form was opened.
  changed() {
    const fields = this.fields().filter((field) => !this.start.has(JSON.stringify(field)));
    return fields.map(([name]) => this.form.elements[name]).filter((box) => box?.labels);
  }

  version() {
    const { opened, version } = this.form.elements;
    return opened?.dataset.version ?? version?.value ?? "";
  }

  wait() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.store(), PAUSE);
  }

  store() {
    clearTimeout(this.waiting);
    const key = `${DRAFTS} ${this.user} ${location.pathname} ${this.box.value}`;
    if (!this.isDirty()) return localStorage.removeItem(key);
    const texts = [this.form.elements.title, ...this.changed().filter((box) => box.matches(TEXT))];
    this.said = texts.find((box) => box?.value)?.value.slice(0, SAID) ?? this.said;
    const draft = { form: this.name, at: Date.now(), version: this.version(), said: this.said, fields: this.fields() };
    try {
      localStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // The browser has no room: the oldest makes some.
      const [oldest] = keptDrafts().sort((one, other) => one.at - other.at);
      if (oldest && oldest.key !== key) localStorage.removeItem(oldest.key);
    }
  }

  // What is typed into another form of the page does not go along.
  send(event) {
    const other = drafts.find((draft) => draft !== this && draft.isDirty());
    if (other) {
      const [box] = other.changed();
      const label = box?.labels[0]?.textContent.trim();
      if (!confirm(`${label ? `“${label}”` : "Another form of this page"} ${NOT_SENT}`)) {
        event.preventDefault();
        box?.focus();
        return;
      }
    }
    for (const draft of drafts) {
      draft.store();
      draft.isSent = true;
    }
  }

  // --- what was typed before -------------------------------------------------------------------

  offer() {
    const isHere = (draft) => draft.user === this.user && draft.path === location.pathname
      && draft.form === this.name && draft.id !== this.box.value;
    for (const draft of keptDrafts().filter(isHere)) this.place.append(this.offered(draft));
  }

  offered(draft) {
    const when = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeStyle: "short" }).format(draft.at);
    const line = document.createElement("p");
    line.append(`You typed this on ${when}, and it is not saved${draft.said ? `: “${draft.said}”` : ""}. `);
    if (draft.version !== this.version()) {
      line.append("It was changed since: look at what changed before you save. ");
    }
    line.append(button("Put back", () => { this.putBack(draft); line.remove(); }), " ", button("Discard", () => {
      forgetDrafts((one) => one.id === draft.id);
      line.remove();
    }));
    return line;
  }

  putBack(draft) {
    const preview = this.form.querySelector("[data-beside]")?.dataset.beside;
    if (preview) return this.showAgain(draft, preview);
    for (const box of this.form.elements) {
      const sent = draft.fields.filter(([name]) => name === box.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(box.type)) box.checked = sent.includes(box.value);
      else if (box.matches("select")) for (const one of box.options) one.selected = sent.includes(one.value);
      else if (sent.length && isPutBack(box)) [box.value] = sent;
    }
    this.box.value = draft.id;
    this.form.dispatchEvent(new Event("change", { bubbles: true }));
    this.changed()[0]?.focus();
  }

  // The desk shows the form with these words and rows, as it shows one that was sent for a preview.
  showAgain(draft, preview) {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: location.href, hidden: true });
    const token = this.form.elements.csrfmiddlewaretoken.value;
    const more = [["csrfmiddlewaretoken", token], ["draft", draft.id], [preview, "page"]];
    for (const [name, value] of [...draft.fields, ...more]) {
      const box = document.createElement("textarea");
      Object.assign(box, { name, value });
      form.append(box);
    }
    document.body.append(form);
    form.submit();
  }
}

// With its version, a form that was changed since is told so when it is saved.
function isPutBack(box) {
  return box.matches(TEXT) || box.name === "version" || box.form.elements[`${box.name}-words`];
}

function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}

function button(name, press) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "button", textContent: name });
  made.addEventListener("click", press);
  return made;
}

function isTypedIn(form) {
  const boxes = [...form.elements];
  return boxes.some((box) => box.matches(BOXES)) && !boxes.some((box) => box.matches(SECRET));
}

forgetSaved();
const left = document.querySelector("[data-left]")?.dataset.left;
if (left) forgetDrafts((draft) => draft.user === left);
const drafts = [];
const { user, draft: sentDraft } = document.getElementById("here")?.dataset ?? {};
if (user) {
  const answered = keptDrafts().find((draft) => sentDraft && draft.id === sentDraft && draft.user === user);
  const forms = [...document.querySelectorAll("#content form[method=post]:not(#changelist-form)")];
  for (const form of forms.filter(isTypedIn)) drafts.push(new Draft(form, { user, answered }));
  // A page that asks to confirm what was typed on the one before carries its draft on.
  if (sentDraft && !drafts.length) for (const form of forms) form.prepend(hidden("draft", sentDraft));
}
