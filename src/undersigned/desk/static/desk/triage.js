// Two sliders: what a triage policy would have done, reckoned from the table by score as a slider moves. Without
// script the number fields and the button ask the server the same.

const form = document.querySelector("[data-triage]");
const sliders = [...form.querySelectorAll("[data-for]")];
const table = document.querySelector("[data-buckets]");
const Z = 1.959964; // of 95 %, as in moderation/agreement.py

const language = document.documentElement.lang;
const count = (n) => new Intl.NumberFormat(language).format(n);
// A half goes to the even neighbour, as in desk/tables.py.
const PERCENT = { style: "percent", maximumFractionDigits: 1, roundingMode: "halfEven" };
const share = (x) => (x === null ? "–" : new Intl.NumberFormat(language, PERCENT).format(x));

const buckets = [...(table?.tBodies[0].rows ?? [])].map((row) => {
  const [percent, published, against, unseen] = [...row.cells].map((cell) => Number(cell.textContent));
  return { percent, published, against, unseen };
});
const sum = (rows, of) => rows.reduce((total, row) => total + of(row), 0);
const byPeople = (row) => row.published + row.against;
const all = (row) => byPeople(row) + row.unseen;

// E. B. Wilson (1927)
function interval(of, wrong) {
  if (!of) return [null, null, null];
  const rate = wrong / of;
  const spread = Z * Math.sqrt((rate * (1 - rate)) / of + (Z * Z) / (4 * of * of));
  const [middle, whole] = [rate + (Z * Z) / (2 * of), 1 + (Z * Z) / of];
  return [rate, Math.max(0, (middle - spread) / whole), Math.min(1, (middle + spread) / whole)];
}

function tell(key, rows, total, wrong) {
  const cells = document.querySelector(`[data-would] [data-row="${key}"]`).cells;
  const comments = sum(rows, all);
  const figures = [count(comments), share(total ? comments / total : null)];
  if (wrong) {
    const of = sum(rows, byPeople);
    figures.push(count(of), count(sum(rows, wrong)), ...interval(of, sum(rows, wrong)).map(share));
  }
  figures.forEach((figure, n) => (cells[n + 1].textContent = figure));
  return comments;
}

function reckon() {
  document.querySelector("[data-asked]")?.remove(); // it would set what was asked for before
  if (!buckets.length) return;
  const [below, above] = sliders.map((slider) => Number(slider.value));
  const total = sum(buckets, all);
  const low = buckets.filter(({ percent }) => percent < below);
  const high = buckets.filter(({ percent }) => percent >= above);
  const unseen = tell("unseen", low, total, (row) => row.against);
  tell("held", high, total, (row) => row.published);
  tell("rest", buckets.filter(({ percent }) => percent >= below && percent < above), total);
  const hours = document.querySelector("[data-hours]");
  if (hours) hours.textContent = count(Math.round((unseen * Number(hours.dataset.seconds)) / 3600));
  for (const plot of document.querySelectorAll(".strip.is-triage svg"))
    [...plot.querySelectorAll("rect")].forEach((bar, percent) => {
      bar.setAttribute("class", percent < below ? "is-unseen" : percent >= above ? "is-held" : "is-between");
    });
}

// Neither passes the other: nothing is both published unseen and held.
function keepApart(moved) {
  const [below, above] = sliders;
  if (Number(below.value) > Number(above.value)) (moved === below ? above : below).value = moved.value;
}

for (const slider of sliders) {
  const field = document.getElementById(slider.dataset.for);
  slider.hidden = false;
  slider.addEventListener("input", () => {
    keepApart(slider);
    for (const each of sliders) document.getElementById(each.dataset.for).value = each.value;
    reckon();
  });
  field.addEventListener("input", () => {
    slider.value = field.value;
    keepApart(slider);
    const [other] = sliders.filter((each) => each !== slider);
    document.getElementById(other.dataset.for).value = other.value;
    reckon();
  });
}
