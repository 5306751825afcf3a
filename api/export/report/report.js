"use strict";
// Without scripts the page shows everybody; the filters only hide rows.
(() => {
  const form = document.getElementById("filters");
  const site = document.getElementById("filter-site");
  const profession = document.getElementById("filter-profession");
  const shown = document.getElementById("shown");
  if (!site && !profession) return;
  form.hidden = false;

  const value = (select) => (select ? select.value : "");
  const atSite = (row) => !value(site) || (row.dataset.sites || "").split(" ").includes(value(site));
  const inProfession = (one) => !value(profession) || one.dataset.profession === value(profession);

  function filter() {
    for (const row of document.querySelectorAll("tr.person")) row.hidden = !(atSite(row) && inProfession(row));
    for (const row of document.querySelectorAll("tbody.gaps tr, tr.site")) row.hidden = !atSite(row);
    for (const body of document.querySelectorAll("tbody.people")) body.hidden = !body.querySelector("tr.person:not([hidden])");
    for (const map of document.querySelectorAll("[data-site]")) map.hidden = Boolean(value(site)) && map.dataset.site !== value(site);
    for (const day of document.querySelectorAll("details.day")) day.hidden = !day.querySelector("tr.person:not([hidden])");
    for (const table of document.querySelectorAll("article.fairness")) table.hidden = !inProfession(table);
    count();
  }

  function count() {
    const week = document.querySelector("article.week, details.loads");
    if (!week) return;
    const all = week.querySelectorAll("tr.person").length;
    const some = week.querySelectorAll("tr.person:not([hidden])").length;
    shown.textContent = shown.dataset.words.replace("{shown}", some).replace("{all}", all);
  }

  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
})();

// All days of a week open or close at once: those that are open are printed.
for (const button of document.querySelectorAll("button.unfold")) {
  const days = [...button.closest("article").querySelectorAll("details.day")];
  const allOpen = () => days.every((day) => day.open);
  const label = () => (button.textContent = allOpen() ? button.dataset.close : button.dataset.open);
  button.hidden = false;
  button.addEventListener("click", () => {
    const open = !allOpen();
    for (const day of days) day.open = open;
  });
  for (const day of days) day.addEventListener("toggle", label);
  label();
}
