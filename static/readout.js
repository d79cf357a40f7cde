// Says the name of the state or mark under the pointer, or with focus, in the line below the map.
const nameOf = (event) => event.target.closest?.(".map a[aria-label]");

const say = (event) => {
  const line = document.getElementById("readout");
  const link = nameOf(event);
  if (!line || !link) return;
  if (line.dataset.rest === undefined) line.dataset.rest = line.textContent;
  line.textContent = link.getAttribute("aria-label");
};

const rest = (event) => {
  const line = document.getElementById("readout");
  if (line?.dataset.rest !== undefined && nameOf(event)) line.textContent = line.dataset.rest;
};

document.addEventListener("pointerover", say);
document.addEventListener("focusin", say);
document.addEventListener("pointerout", rest);
document.addEventListener("focusout", rest);
