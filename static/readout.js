// Says the name of the state, county or mark under the pointer, or with focus, in the line below
// the map.
const nameOf = (event) => {
  const link = event.target.closest?.(".map a[aria-label]");
  return link ? link.getAttribute("aria-label") : event.target.closest?.(".map .county-lines path")?.textContent;
};

const say = (event) => {
  const line = document.getElementById("readout");
  const name = nameOf(event);
  if (!line || !name) return;
  if (line.dataset.rest === undefined) line.dataset.rest = line.textContent;
  line.textContent = name;
};

const rest = (event) => {
  const line = document.getElementById("readout");
  if (line?.dataset.rest !== undefined && nameOf(event)) line.textContent = line.dataset.rest;
};

document.addEventListener("pointerover", say);
document.addEventListener("focusin", say);
document.addEventListener("pointerout", rest);
document.addEventListener("focusout", rest);
