// How high the panel and the bar that saves are, so that what takes the focus is not below them.
const BARS = { "--panel": ".beside", "--bar": ".save-bar" };

for (const [name, bar] of Object.entries(BARS)) {
  const one = document.querySelector(bar);
  const tell = () => document.documentElement.style.setProperty(name, `${one.offsetHeight}px`);
  if (one) new ResizeObserver(tell).observe(one);
}
