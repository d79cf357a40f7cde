// “Checked today” can be pressed once a source is selected; without scripts the server says so.
{
  const boxes = [...document.querySelectorAll("input[name=looked_at]")];
  const checked = document.querySelector("[data-needs-source]");
  const follow = () => {
    if (checked) checked.disabled = !boxes.some((box) => box.checked);
  };
  for (const box of boxes) box.addEventListener("change", follow);
  // A browser that goes back ticks the boxes again.
  addEventListener("pageshow", follow);
}
