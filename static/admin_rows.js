// Rows by keyboard: a new one takes the focus, Alt with Enter adds one to those that one types in.
const TYPED_IN = "input:not([type=hidden]), select, textarea";

const adder = (group) => group?.querySelector(".add-row a");

document.addEventListener("formset:added", (event) => event.target.querySelector(TYPED_IN)?.focus());

document.addEventListener("keydown", (event) => {
  const add = event.key === "Enter" && event.altKey && adder(event.target.closest(".inline-group"));
  // A link that is called a button answers to the space bar as one.
  const pressed = event.key === " " && event.target.closest("a[role=button]");
  if (!add && !pressed) return;
  event.preventDefault();
  (add || pressed).click();
});
