// The rows of actions: a new one takes over the source and the chamber of the one above, Alt with
// Enter adds it below the row that one types in, and rows of one day can change places.
const GROUP = document.getElementById("actions-group");
const GOES_ON = ["lower", "upper", "council"];
// Who does what no chamber does; "" for what no one does on that day. A council may enact.
const DOES = { vetoed: "executive", enacted: "executive", struck_down: "court", enjoined: "court",
  effective: "", effect_delayed: "", expired: "", expires: "" };

const rowsOf = () => [...GROUP.querySelectorAll(".inline-related:not(.empty-form)")];
const box = (row, name) => row.querySelector(`[name$="-${name}"]:not([name^=initial])`);
const dayOf = (row) => row.querySelector(".echo").textContent || box(row, "when").value;

let below = null;
let isMoved = false;

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.altKey) return;
  below = event.target.closest("#actions-group .inline-related");
  setTimeout(() => { below = null; });
}, true);

document.addEventListener("formset:added", (event) => {
  if (event.detail.formsetName !== "actions") return;
  const row = event.target;
  if (below) {
    below.after(row);
    isMoved = true;
  }
  const above = row.previousElementSibling?.matches(".action") && row.previousElementSibling;
  if (above) takeOver(above, row);
  row.querySelector("details.more").open = !box(row, "source_urls").value;
  box(row, "when").focus();
});

function takeOver(above, row) {
  set(row, "source_urls", box(above, "source_urls").value);
  setActor(row, above);
}

// Who acts by the kind chosen, else by the row above.
function setActor(row, above) {
  const kind = box(row, "kind").value;
  const goesOn = GOES_ON.includes(box(above, "chamber").value) ? box(above, "chamber").value : "";
  const enactsItself = kind === "enacted" && goesOn === "council";
  set(row, "chamber", kind in DOES && !enactsItself ? DOES[kind] : goesOn);
}

// As long as “By” is what the row was prefilled with, it follows the kind.
function followKind(row) {
  const above = row.previousElementSibling;
  const isMine = box(row, "chamber").value === prefilled(row, "chamber").value;
  if (isMine && !box(row, "id")?.value && above?.matches(".action")) setActor(row, above);
}

// What a row was prefilled with is no reason to save it, so its hidden double says the same.
function set(row, name, value) {
  box(row, name).value = value;
  prefilled(row, name).value = value;
  summarize(row);
}

function prefilled(row, name) {
  return row.querySelector(`[name^=initial][name$="-${name}"]`) ?? {};
}

function summarize(row) {
  const count = box(row, "source_urls").value.split(/\s+/).filter(Boolean).length;
  const sources = count === 0 ? "no source" : count === 1 ? "1 source" : `${count} sources`;
  const words = [box(row, "description").value, sources].filter(Boolean).join(" · ");
  row.querySelector("[data-more]").textContent = words;
}

function move(row, by) {
  const rows = rowsOf();
  const other = rows[rows.indexOf(row) + by];
  const said = GROUP.querySelector("[data-moved]");
  if (!other || dayOf(other) !== dayOf(row)) {
    said.textContent = "Rows stand by their dates: no other row of that day is there.";
    said.classList.remove("visually-hidden");
    return;
  }
  if (by < 0) other.before(row);
  else other.after(row);
  isMoved = true;
  said.textContent = `Now ${by < 0 ? "before" : "after"} “${box(other, "kind").selectedOptions[0].text}”.`;
}

// Rows that were moved say where they stand.
function number() {
  if (!isMoved) return;
  rowsOf().filter((row) => box(row, "when").value).forEach((row, place) => { box(row, "order").value = place + 1; });
}

if (GROUP?.querySelector(".empty-form")) {
  GROUP.classList.add("scripted");
  GROUP.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    move(button.closest(".inline-related"), button.dataset.move === "up" ? -1 : 1);
    button.focus();
  });
  GROUP.addEventListener("input", (event) => {
    const row = event.target.closest(".inline-related");
    if (event.target.closest(".folded")) summarize(row);
    if (event.target !== box(row ?? GROUP, "kind")) return;
    row.querySelector("[data-guess]")?.remove();
    followKind(row);
  });
  GROUP.closest("form").addEventListener("submit", number);
}
