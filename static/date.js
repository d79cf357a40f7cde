// Ties the slider [data-slide] to the date box it names: dragging moves the box and the line on the
// rug, ← and → go to the change before or after, Home and End to the first and the last.
const WORDS = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });
const DAY = 864e5;
const PAUSE = 250; // a run of key presses asks for the last date only
let waiting = 0;

const boxOf = (slide) => document.getElementById(slide.dataset.slide);
const dayOf = (text) => Date.parse(`${text}T00:00:00Z`);

const span = () => document.getElementById("rug").dataset;

const show = (slide) => {
  const day = new Date(dayOf(span().from) + slide.value * DAY);
  boxOf(slide).value = day.toISOString().slice(0, 10);
  slide.setAttribute("aria-valuetext", WORDS.format(day));
  const now = document.querySelector("[data-now]");
  const x = ((slide.value / slide.max) * 1000).toFixed(1);
  if (now) { now.setAttribute("x1", x); now.setAttribute("x2", x); }
};

const follow = (slide) => {
  const day = dayOf(boxOf(slide).value);
  if (day) slide.value = Math.round((day - dayOf(span().from)) / DAY);
  return Boolean(day);
};

const ask = (slide, pause) => {
  clearTimeout(waiting);
  waiting = setTimeout(() => boxOf(slide).form.requestSubmit(), pause);
};

const target = (slide, key) => {
  const days = span().days.split(" ").map(Number);
  const now = Number(slide.value);
  if (key === "ArrowRight") return days.find((day) => day > now);
  if (key === "ArrowLeft") return days.findLast((day) => day < now);
  return key === "Home" ? days[0] : key === "End" ? days.at(-1) : undefined;
};

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-slide]")) {
    document.dispatchEvent(new Event("live:cancel"));
    show(event.target);
  }
  const slide = document.querySelector(`[data-slide="${CSS.escape(event.target.id)}"]`);
  if (slide && event.target.id && follow(slide)) show(slide);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-slide]")) ask(event.target, 0);
});

document.addEventListener("keydown", (event) => {
  const slide = event.target;
  if (!slide.matches?.("[data-slide]") || !["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
  event.preventDefault();
  const day = target(slide, event.key);
  if (day === undefined) return;
  document.dispatchEvent(new Event("live:cancel"));
  slide.value = day;
  show(slide);
  ask(slide, PAUSE);
});

// Whoever changes the date out of sight of the headline sees here what it says now.
const sayLead = () => {
  const lead = document.querySelector("h1");
  for (const line of document.querySelectorAll("[data-said]")) {
    line.textContent = lead.textContent.replace(/\s+/g, " ").trim();
    line.hidden = lead.getBoundingClientRect().bottom > 0;
  }
};

// After a redraw the address says the date; the box and the slider follow it.
document.addEventListener("live:drawn", () => {
  for (const slide of document.querySelectorAll("[data-slide]")) {
    slide.max = span().max;
    boxOf(slide).value = new URL(location.href).searchParams.get("on") || slide.dataset.today || boxOf(slide).value;
    if (follow(slide)) show(slide);
  }
  sayLead();
});

for (const slide of document.querySelectorAll("[data-slide]")) slide.hidden = false;
