// Counts the words of a box that takes so many at most (data-most-words), below it.
for (const box of document.querySelectorAll("[data-most-words]")) {
  const most = Number(box.dataset.mostWords);
  const count = document.createElement("span");
  count.className = "word-count";
  count.setAttribute("role", "status");
  box.after(count);
  const tell = () => {
    const words = box.value.split(/\s+/).filter(Boolean).length;
    count.textContent = words ? `${words} of ${most} words` : "";
    count.classList.toggle("too-many", words > most);
  };
  box.addEventListener("input", tell);
  tell();
}
