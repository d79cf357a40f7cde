// Draws a chart over its table when it comes near: library and figure are fetched then, not before.
const NARROW = 640;
// The library injects a style sheet for maps, which the page's policy refuses, unless an element of
// this id is there. No chart of ours is such a map. A browser test tells when the id changes.
const MAP_STYLE = "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53";
let library = null;

const load = (src) => library ??= new Promise((resolve, reject) => {
  const standIn = document.createElement("template");
  standIn.id = MAP_STYLE;
  const script = document.createElement("script");
  script.src = src;
  script.onload = () => resolve(window.Plotly);
  script.onerror = () => { library = null; reject(new Error("library")); };
  document.head.append(standIn, script);
});

const merged = (base, over) => {
  const result = { ...base };
  for (const [key, value] of Object.entries(over ?? {})) {
    const both = value && typeof value === "object" && !Array.isArray(value);
    result[key] = both ? merged(result[key], value) : value;
  }
  return result;
};

// The figure names the sheet's light colors; each becomes the token's value of the mode shown.
const colored = (value, colors, style) => {
  if (typeof value === "string") return colors[value] ? style.getPropertyValue(colors[value]).trim() : value;
  if (Array.isArray(value)) return value.map((one) => colored(one, colors, style));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, colored(one, colors, style)]));
  }
  return value;
};

const draw = async (paper) => {
  const { answer } = paper;
  const sheet = paper.querySelector(".plot-sheet");
  const width = paper.clientWidth;
  const style = getComputedStyle(document.documentElement);
  const { data, layout } = colored(answer.figure, answer.colours, style);
  const narrow = colored(answer.narrow, answer.colours, style);
  const whole = merged({ ...layout, height: answer.height, width }, width < NARROW ? narrow : {});
  await window.Plotly.react(sheet, data, whole, { displayModeBar: false, doubleClick: false });
  if (!paper.classList.contains("is-drawn")) widths.observe(paper);
  paper.drawnWidth = width;
  paper.classList.add("is-drawn");
  paper.dispatchEvent(new CustomEvent("plot:drawn", { bubbles: true }));
};

const widths = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.clientWidth && target.clientWidth !== target.drawnWidth) draw(target);
  }
});

const bring = async (paper) => {
  const status = paper.querySelector(".plot-status");
  const url = paper.dataset.plot;
  try {
    status.textContent = "Drawing the chart …";
    const [answer] = await Promise.all([
      fetch(url).then((response) => response.ok ? response.json() : Promise.reject(new Error(response.status))),
      load(paper.dataset.library),
    ]);
    if (!paper.isConnected || paper.dataset.plot !== url) return;
    paper.answer = answer;
    status.textContent = "";
    await draw(paper);
  } catch {
    status.textContent = "The chart could not be fetched. The table below has the same rows.";
    paper.closest("figure").querySelector("details")?.setAttribute("open", "");
  }
};

const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    // After what the reader is about to do: parsing the library takes the page a moment.
    (window.requestIdleCallback ?? setTimeout)(() => bring(target));
  }
}, { rootMargin: "300px" });

const watch = () => {
  for (const paper of document.querySelectorAll("[data-plot]:not([data-watched])")) {
    paper.dataset.watched = "";
    near.observe(paper);
  }
};

const redraw = () => document.querySelectorAll(".plot-paper.is-drawn").forEach(draw);

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
matchMedia("print").addEventListener("change", redraw);
document.addEventListener("plot:changed", (event) => draw(event.target));
document.addEventListener("live:drawn", watch);
document.addEventListener("DOMContentLoaded", watch);
if (document.readyState !== "loading") watch();
