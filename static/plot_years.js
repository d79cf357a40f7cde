// Moves a chart through its frames: with a slider, or by playing; where motion is not wanted, a
// button goes on by one year at a time. The frames came with the figure.
const YEARS = { pause: 1500, timer: 0, player: null, still: matchMedia("(prefers-reduced-motion: reduce)") };

const partsOf = (player) => ({
  paper: document.querySelector(`#${player.dataset.play} [data-plot]`),
  slide: player.querySelector("input"),
  button: player.querySelector("[data-play-button]"),
  said: player.querySelector("[data-play-said]"),
  page: player.querySelector("[data-play-page]"),
  links: [...player.querySelectorAll("[data-step]")],
});

// A frame brings its rows and its names; how they look stays the figure's.
const showFrame = (player) => {
  const { paper, slide, said, page, links } = partsOf(player);
  const { answer } = paper;
  const { data, layout, frames } = answer.figure;
  const { meta, yaxis, annotations } = frames[slide.value].layout;
  answer.figure = {
    frames,
    data: data.map((trace, place) => ({ ...trace, ...frames[slide.value].data[place] })),
    layout: { ...layout, annotations, yaxis: { ...layout.yaxis, ...yaxis } },
  };
  Object.assign(answer, { title: meta.title, on: meta.on, foot: [answer.foot[0], meta.rule, ...answer.foot.slice(2)] });
  answer.address = links[slide.value].href;
  slide.setAttribute("aria-valuetext", links[slide.value].textContent);
  said.textContent = `${meta.title}.`;
  page.href = answer.address;
  page.hidden = links[slide.value].hasAttribute("aria-current");
  paper.dispatchEvent(new CustomEvent("plot:changed", { bubbles: true }));
};

const nameButton = (player) => {
  const { button } = partsOf(player);
  const going = YEARS.player === player;
  button.textContent = YEARS.still.matches ? "Next year" : going ? "Pause" : "Play through the years";
};

const stopYears = () => {
  clearTimeout(YEARS.timer);
  const { player } = YEARS;
  YEARS.player = null;
  if (!player) return;
  player.querySelector("[data-play-said]").setAttribute("aria-live", "polite");
  nameButton(player);
};

const playOn = () => {
  const { player } = YEARS;
  if (!player?.isConnected) return stopYears();
  const slide = player.querySelector("input");
  if (slide.value === slide.max) return stopYears();
  slide.stepUp();
  showFrame(player);
  YEARS.timer = setTimeout(playOn, YEARS.pause);
};

const startYears = (player) => {
  const { slide, said } = partsOf(player);
  YEARS.player = player;
  // While it moves by itself it does not speak.
  said.setAttribute("aria-live", "off");
  if (!player.dataset.played || slide.value === slide.max) slide.value = 0;
  player.dataset.played = "";
  nameButton(player);
  showFrame(player);
  YEARS.timer = setTimeout(playOn, YEARS.pause);
};

const nextYear = (player) => {
  const { slide } = partsOf(player);
  slide.value = slide.value === slide.max ? 0 : Number(slide.value) + 1;
  showFrame(player);
};

document.addEventListener("click", (event) => {
  const player = event.target.closest("[data-play-button]")?.closest("[data-play]");
  if (!player) return;
  if (YEARS.still.matches) nextYear(player);
  else if (YEARS.player === player) stopYears();
  else startYears(player);
});

document.addEventListener("input", (event) => {
  const player = event.target.closest("[data-play]");
  if (!player) return;
  stopYears();
  player.dataset.played = "";
  showFrame(player);
});

// The controls come with the chart that they move.
document.addEventListener("plot:drawn", (event) => {
  const figure = event.target.closest("figure");
  const player = document.querySelector(`[data-play="${figure.id}"]`);
  if (!player || !player.querySelector(".play-row").hidden) return;
  const { slide, links, said } = partsOf(player);
  slide.value = links.findIndex((link) => link.hasAttribute("aria-current"));
  slide.setAttribute("aria-valuetext", links[slide.value].textContent);
  said.setAttribute("aria-live", "polite");
  player.querySelector(".play-links").hidden = true;
  player.querySelector(".play-row").hidden = false;
  player.querySelector(".play-now").hidden = false;
  player.querySelector("[data-play-page]").hidden = true;
  nameButton(player);
});

YEARS.still.addEventListener("change", () => {
  stopYears();
  document.querySelectorAll("[data-play]").forEach(nameButton);
});
