// Redraws a page in place: for links and forms under [data-live] it fetches the address they lead
// to and exchanges every element marked [data-swap]. Anything unexpected ends in a plain visit.
let underway = null;

const focusKey = () => {
  const active = document.activeElement;
  const region = active && active.closest("[data-swap]");
  if (!region) return null;
  const all = [...region.querySelectorAll("a, button, input, select, summary")];
  return { region: region.id, id: active.id, text: active.textContent, tag: active.tagName, place: all.indexOf(active) };
};

const restoreFocus = (key) => {
  const region = key && document.getElementById(key.region);
  if (!region) return;
  const all = [...region.querySelectorAll("a, button, input, select, summary")];
  const found = (key.id && document.getElementById(key.id))
    || all.find((one) => one.tagName === key.tag && one.textContent === key.text)
    || all[key.place] || all[0];
  if (found) found.focus({ preventScroll: true });
};

const exchange = (text) => {
  const fresh = new DOMParser().parseFromString(text, "text/html");
  // A parsed page runs no scripts: what is meant for that case would come along as if drawn.
  for (const one of fresh.querySelectorAll("noscript")) one.remove();
  const regions = [...document.querySelectorAll("[data-swap]")];
  if (!regions.length || regions.some((region) => !fresh.getElementById(region.id))) return false;
  const key = focusKey();
  const open = [...document.querySelectorAll("[data-swap] details[open][id]")].map((one) => one.id);
  for (const region of regions) region.replaceWith(fresh.getElementById(region.id));
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  document.title = fresh.title;
  restoreFocus(key);
  const lead = document.querySelector("h1");
  const status = document.getElementById("announce");
  if (lead && status) status.textContent = lead.textContent;
  return true;
};

const visit = async (url, push, form) => {
  if (underway) underway.abort();
  const mine = underway = new AbortController();
  try {
    const response = await fetch(url, { signal: mine.signal, headers: { Accept: "text/html" } });
    if (!response.ok || !exchange(await response.text())) throw new Error(response.status);
    if (push) history.pushState({ live: true }, "", url);
    // A long form may stand below its answer: data-live="lead" asks to be shown it.
    const lead = form?.dataset.live === "lead" && document.querySelector("h1");
    if (lead && lead.getBoundingClientRect().bottom < 0) lead.scrollIntoView();
    document.dispatchEvent(new CustomEvent("live:drawn"));
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
};

const here = (url) => url.origin === location.origin && url.pathname === location.pathname;

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-live] a[href], a[data-live]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const url = new URL(link.href.baseVal ?? link.href, location.href);
  if (!here(url)) return;
  event.preventDefault();
  visit(url, true);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-live]");
  if (!form || form.method !== "get") return;
  const url = new URL(form.action, location.href);
  if (!here(url)) return;
  event.preventDefault();
  // A field left empty asks for nothing, so the address need not name it.
  url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  visit(url, true, event.submitter && form);
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-live]");
  if (form && event.target.matches("select")) form.requestSubmit();
});

document.addEventListener("live:cancel", () => { if (underway) underway.abort(); });
window.addEventListener("popstate", () => visit(new URL(location.href), false));
