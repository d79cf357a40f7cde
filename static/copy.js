// Shows the buttons that copy where copying works, and says that it worked: [data-copy] copies the text
// of an element, [data-copy-link] the link beside it with the day that the page shows.
const offerCopies = () => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy], [data-copy-link]")) button.hidden = false;
};

const copied = ({ dataset, previousElementSibling }) => {
  if (dataset.copy) return document.getElementById(dataset.copy).textContent.trim();
  const address = new URL(previousElementSibling.href);
  address.searchParams.set("on", dataset.copyLink);
  return String(address);
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-link]");
  if (!button) return;
  await navigator.clipboard.writeText(copied(button));
  document.getElementById("announce").textContent = button.textContent = "Copied";
});

for (const event of ["live:drawn", "plot:replaced"]) document.addEventListener(event, offerCopies);
offerCopies();
