// ⌘ or Ctrl with Enter saves the form that one types in.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
  const form = event.target.closest("form");
  // Keys in a box with a button of its own press that one.
  const own = event.target.closest("[data-keys]")?.querySelector("button");
  const save = own ?? form?.querySelector("[name=_save], [name=_paste], button.default");
  if (!save) return;
  event.preventDefault();
  form.requestSubmit(save);
});
