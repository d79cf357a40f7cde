// Says at a box, or below its row, what the panel says is off about it. The panel has it all; this
// puts it where one types.
const panel = document.querySelector("[data-beside], .beside");

function mark() {
  for (const note of document.querySelectorAll(".off-note")) note.remove();
  for (const box of document.querySelectorAll("[data-is-off]")) {
    const others = (box.getAttribute("aria-describedby") || "").split(" ").filter((id) => id !== box.dataset.isOff);
    box.setAttribute("aria-describedby", others.join(" "));
    delete box.dataset.isOff;
  }
  for (const told of panel.querySelectorAll("[data-off]")) note(told);
}

function note(told) {
  const box = document.getElementById(told.dataset.off);
  const row = box?.closest("tr, .inline-related, .form-row");
  if (!row) return;
  const words = document.createElement("p");
  words.id = box.dataset.isOff ||= `${box.id}_off`;
  words.className = "off-note";
  words.textContent = told.querySelector("span").textContent;
  const described = (box.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
  if (!described.includes(words.id)) box.setAttribute("aria-describedby", [...described, words.id].join(" "));
  const first = document.getElementById(words.id);
  if (first) return void first.append(document.createElement("br"), words.textContent);
  if (!row.matches("tr")) return void row.append(words);
  const below = document.createElement("tr");
  below.className = "off-note";
  const cell = below.insertCell();
  cell.colSpan = 99;
  cell.append(words);
  row.after(below);
}

if (panel) {
  mark();
  new MutationObserver(mark).observe(panel, { childList: true });
}
