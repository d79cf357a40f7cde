// Draws the counties of a state's map: when the map nears the window, its [data-counties] fetches
// the file with their lines and names. Without it the map stands as the server drew it.
const files = new Map();

const linesOf = (url) => {
  if (!files.has(url)) {
    files.set(url, fetch(url).then((response) => {
      if (!response.ok) throw new Error(response.status);
      return response.text();
    }));
  }
  return files.get(url);
};

const draw = async (group) => {
  try {
    const text = await linesOf(group.dataset.counties);
    const drawing = new DOMParser().parseFromString(text, "image/svg+xml");
    group.replaceChildren(...document.importNode(drawing.getElementById("counties"), true).children);
  } catch {
    files.delete(group.dataset.counties); // the next redraw asks again
  }
};

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    draw(target.querySelector("[data-counties]"));
  }
}, { rootMargin: "300px" });

const watch = () => {
  for (const group of document.querySelectorAll("svg [data-counties]")) seen.observe(group.closest("svg"));
};

document.addEventListener("live:drawn", watch);
watch();
