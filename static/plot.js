// Puts plotly's drawing into the place of the server's for a reader who touches a chart: by moving
// the mouse on it for a moment, by a click or a tap, or by the button under it. Until then neither
// the library nor the figure is fetched.
const NARROW = 640, A_MOMENT = 500;
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

// plotly's box would lie on the bar that it explains: ours stands under it.
const isFlat = ({ type, orientation }) => type === "bar" && orientation === "h";
const quiet = (trace) => isFlat(trace) ? { ...trace, hovertemplate: null, hoverinfo: "none" } : trace;

const explain = (sheet) => {
  const tip = document.createElement("p");
  tip.className = "plot-tip small";
  sheet.after(tip);
  sheet.on("plotly_unhover", () => { tip.textContent = ""; });
  sheet.on("plotly_hover", ({ points: [point], event }) => {
    if (!isFlat(point.fullData)) return;
    tip.textContent = (point.hovertext ?? point.customdata).replaceAll("<br>", "\n");
    const { left, width, height } = sheet.getBoundingClientRect();
    const { y0, y1 } = point.bbox;
    const [over, under] = [Math.min(y0, y1), Math.max(y0, y1)].map((y) => y - sheet.offsetTop);
    const x = event.clientX - left - tip.offsetWidth / 2;
    tip.style.left = `${Math.max(0, Math.min(x, width - tip.offsetWidth))}px`;
    tip.style.top = `${under + tip.offsetHeight + 6 > height ? over - tip.offsetHeight - 6 : under + 6}px`;
  });
};

const draw = async (paper) => {
  const { answer } = paper;
  const sheet = paper.querySelector(".plot-sheet");
  const width = paper.clientWidth;
  const style = getComputedStyle(document.documentElement);
  const { data, layout } = colored(answer.figure, answer.colours, style);
  const narrow = colored(answer.narrow, answer.colours, style);
  const whole = merged({ ...layout, height: answer.height, width }, width < NARROW ? narrow : {});
  await window.Plotly.react(sheet, data.map(quiet), whole, { displayModeBar: false, doubleClick: false });
  if (!paper.classList.contains("is-drawn")) {
    widths.observe(paper);
    explain(sheet);
  }
  paper.drawnWidth = width;
  paper.classList.add("is-drawn");
};

const widths = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.clientWidth && target.clientWidth !== target.drawnWidth) draw(target);
  }
});

const bring = async (paper) => {
  if (paper.asked) return;
  paper.asked = true;
  const figure = paper.closest("figure");
  const status = figure.querySelector(".plot-status");
  try {
    status.textContent = "Fetching the values …";
    const [answer] = await Promise.all([
      fetch(paper.dataset.plot).then((response) => response.ok ? response.json() : Promise.reject(new Error(response.status))),
      load(paper.dataset.library),
    ]);
    if (!paper.isConnected) return;
    paper.answer = answer;
    await draw(paper);
    figure.querySelector("[data-explore]").hidden = true;
    status.textContent = "Point at the chart, or tap it, to read its values.";
  } catch {
    paper.asked = false;
    status.textContent = "The values could not be fetched. The picture and the table have the same.";
  }
};

// Scrolling moves charts under a mouse that rests: that is no touch.
const resting = { paper: null, timer: 0 };
document.addEventListener("pointermove", ({ target, pointerType, movementX, movementY }) => {
  const paper = target.closest?.("[data-plot]") ?? null;
  if (paper === resting.paper) return;
  if (paper && (pointerType !== "mouse" || !(movementX || movementY))) return;
  clearTimeout(resting.timer);
  resting.paper = paper;
  if (paper) resting.timer = setTimeout(bring, A_MOMENT, paper);
});

document.addEventListener("click", ({ target }) => {
  const paper = target.closest("[data-plot]")
    ?? target.closest("[data-explore]")?.closest("figure").querySelector("[data-plot]");
  if (paper) bring(paper);
});

const offer = () => {
  for (const paper of document.querySelectorAll("[data-plot]")) {
    if (!paper.asked) paper.closest("figure").querySelector("[data-explore]").hidden = false;
  }
};

const redraw = () => document.querySelectorAll(".plot-paper.is-drawn").forEach(draw);

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
for (const event of ["live:drawn", "plot:replaced"]) document.addEventListener(event, offer);
offer();
