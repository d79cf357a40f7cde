// Lets a reader take a chart along as PNG or SVG, with its title, date, rule, source and address.
const WIDTH = 1200, EDGE = 32, LINE = 20, SCALE = 2;
const SANS = "Segoe UI, Roboto, Helvetica Neue, Arial, Liberation Sans, sans-serif";
const SERIF = "Charter, Bitstream Charter, Cambria, Georgia, serif";

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

const wrapped = (text, font) => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (pen.measureText(longer).width > WIDTH - 2 * EDGE) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
};

const write = (lines, y, size, family, color, step) => lines.map((line, row) =>
  `<text x="${EDGE}" y="${y + row * step}" font-size="${size}" font-family="${family}" fill="${color}">${escaped(line)}</text>`).join("");

// Put together as text: a picture parsed into the page would bring styles that its policy refuses.
const composed = async ({ answer }, address) => {
  const width = WIDTH - 2 * EDGE;
  const layout = { ...answer.figure.layout, width, height: answer.height };
  const chart = await window.Plotly.toImage({ data: answer.figure.data, layout }, { format: "svg", width, height: answer.height, imageDataOnly: true });
  const title = wrapped(answer.title, `600 24px ${SERIF}`);
  const foot = [...answer.foot, address].flatMap((line) => wrapped(line, `13px ${SANS}`));
  const top = EDGE + title.length * 30, below = top + answer.height + 24;
  const height = below + foot.length * LINE + EDGE / 2;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">`
    + `<rect width="${WIDTH}" height="${height}" fill="#fbf9f4"/>${write(title, EDGE + 18, 24, SERIF, "#1b1b1e", 30)}`
    + `<g transform="translate(${EDGE} ${top})">${chart.slice(chart.indexOf("<svg"))}</g>${write(foot, below, 13, SANS, "#57544d", LINE)}</svg>`;
  return { text, height };
};

const save = (href, name) => {
  const link = document.createElement("a");
  link.href = href;
  link.download = name;
  link.click();
};

const painted = ({ text, height }) => new Promise((resolve, reject) => {
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = WIDTH * SCALE;
    canvas.height = height * SCALE;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    resolve(canvas.toDataURL("image/png"));
  };
  image.onerror = reject;
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
});

document.addEventListener("plot:drawn", (event) => {
  event.target.closest("figure").querySelector(".plot-copies").hidden = false;
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-as]");
  if (!button) return;
  const figure = button.closest("figure");
  const paper = figure.querySelector("[data-plot]");
  const kind = button.dataset.copyAs;
  const sheet = await composed(paper, figure.dataset.page ?? location.href);
  const name = `${figure.id.replace("plot-", "facelaw-")}-${paper.answer.on}.${kind}`;
  save(kind === "png" ? await painted(sheet) : `data:image/svg+xml;charset=utf-8,${encodeURIComponent(sheet.text)}`, name);
});
