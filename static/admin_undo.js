// A row that is removed goes out of sight, and can be brought back until the form is saved.
const REMOVED = "Row removed.";

const tickedRemoval = (row) => row.querySelector("[type=checkbox][name$='-DELETE']");

// A new row has no box that says that it goes: the admin's own script would drop it with its words.
function removalBox(row) {
  if (tickedRemoval(row)) return tickedRemoval(row);
  const made = document.createElement("input");
  Object.assign(made, { type: "checkbox", name: `${row.id}-DELETE`, hidden: true });
  (row.matches("tr") ? row.lastElementChild : row).append(made);
  return made;
}

function removeRow(row, isAsked) {
  removalBox(row).checked = true;
  if (row.classList.contains("removed")) return;
  row.classList.add("removed");
  const said = document.createElement(row.matches("tr") ? "td" : "p");
  if (row.matches("tr")) said.colSpan = row.children.length;
  said.className = "undo";
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button", textContent: "Undo", title: REMOVED });
  button.addEventListener("click", () => bringRowBack(row, said));
  said.append(`${REMOVED} `, button);
  row.append(said);
  if (isAsked) button.focus();
  tellForm(row);
}

function bringRowBack(row, said) {
  said.remove();
  row.classList.remove("removed");
  removalBox(row).checked = false;
  tellForm(row);
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

function tellForm(row) {
  row.closest("form").dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".inline-deletelink");
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  removeRow(link.closest(".inline-related[id], .form-row[id]"), true);
}, true);

document.addEventListener("change", (event) => {
  if (event.target.matches?.("[type=checkbox][name$='-DELETE']:checked")) {
    removeRow(event.target.closest(".inline-related[id], .form-row[id]"), true);
  }
});

for (const one of document.querySelectorAll("[type=checkbox][name$='-DELETE']:checked")) {
  removeRow(one.closest(".inline-related[id], .form-row[id]"), false);
}
