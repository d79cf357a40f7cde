// Says beside a box what date its text was read as; the desk reads it, as it will when it saves.
const waiting = new WeakMap();

document.addEventListener("input", (event) => {
  const echo = event.target.closest(".date-box")?.querySelector("[data-words]");
  if (!echo) return;
  clearTimeout(waiting.get(echo));
  waiting.set(echo, setTimeout(() => tell(event.target, echo), 250));
});

async function tell(box, echo) {
  const typed = box.value;
  if (typed.length < 4) return void (echo.textContent = "");
  const url = new URL(echo.dataset.words, location.href);
  url.searchParams.set("q", typed);
  const response = await fetch(url).catch(() => null);
  const { words = "" } = response?.ok && !response.redirected ? await response.json() : {};
  if (box.value === typed && echo.textContent !== words) echo.textContent = words;
}
