// Moves a chart through the years: with a slider, or by playing; where motion is not wanted, a button
// goes on by one year at a time. A frame is the chart of the page of that day, notes and table included.
const YEARS = { pause: 1500, timer: 0, player: null, still: matchMedia("(prefers-reduced-motion: reduce)"), frames: new Map() };

const partsOf = (player) => ({
  figure: document.getElementById(player.dataset.play),
  slide: player.querySelector("input"),
  button: player.querySelector("[data-play-button]"),
  said: player.querySelector("[data-play-said]"),
  page: player.querySelector("[data-play-page]"),
  links: [...player.querySelectorAll("[data-step]")],
});

const fetchFrame = async (address, id) => {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  const figure = response.ok && new DOMParser().parseFromString(await response.text(), "text/html").getElementById(id);
  if (!figure) throw new Error(response.status);
  return figure;
};

const frameOf = (address, id) => {
  const { frames } = YEARS;
  if (!frames.has(address)) {
    const frame = fetchFrame(address, id);
    frame.catch(() => frames.delete(address));
    frames.set(address, frame);
  }
  return frames.get(address);
};

const showFrame = async (player) => {
  const { figure, slide, said, page, links } = partsOf(player);
  const link = links[slide.value];
  slide.setAttribute("aria-valuetext", link.textContent);
  try {
    const fresh = (await frameOf(link.href, figure.id)).cloneNode(true);
    if (links[slide.value] !== link || !figure.isConnected) return;
    const open = figure.querySelector(".plot-rows")?.open;
    figure.replaceChildren(...fresh.childNodes);
    figure.querySelector(".plot-rows")?.toggleAttribute("open", open);
    said.textContent = `${figure.querySelector(".plot-face")?.ariaLabel ?? figure.textContent.trim()}.`;
    document.dispatchEvent(new CustomEvent("plot:replaced"));
  } catch {
    said.textContent = "The chart of that year could not be fetched. Its page may open.";
  }
  page.href = link.href;
  page.hidden = link.hasAttribute("aria-current");
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

const show = async (player) => {
  const { figure, slide, links } = partsOf(player);
  const next = links[Number(slide.value) + 1];
  await showFrame(player);
  if (YEARS.player !== player) return;
  if (next) frameOf(next.href, figure.id).catch(() => {});
  YEARS.timer = setTimeout(playOn, YEARS.pause);
};

const playOn = () => {
  const { player } = YEARS;
  if (!player?.isConnected) return stopYears();
  const slide = player.querySelector("input");
  if (slide.value === slide.max) return stopYears();
  slide.stepUp();
  show(player);
};

const startYears = (player) => {
  const { slide, said } = partsOf(player);
  YEARS.player = player;
  // While it moves by itself it does not speak.
  said.setAttribute("aria-live", "off");
  if (!player.dataset.played || slide.value === slide.max) slide.value = 0;
  player.dataset.played = "";
  nameButton(player);
  show(player);
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

const offerYears = () => {
  for (const player of document.querySelectorAll("[data-play]")) {
    const { slide, links, said, page } = partsOf(player);
    slide.value = links.findIndex((link) => link.hasAttribute("aria-current"));
    slide.setAttribute("aria-valuetext", links[slide.value].textContent);
    said.setAttribute("aria-live", "polite");
    player.querySelector(".play-links").hidden = true;
    player.querySelector(".play-row").hidden = false;
    player.querySelector(".play-now").hidden = false;
    page.hidden = true;
    nameButton(player);
  }
};

document.addEventListener("live:drawn", offerYears);
offerYears();

YEARS.still.addEventListener("change", () => {
  stopYears();
  document.querySelectorAll("[data-play]").forEach(nameButton);
});
