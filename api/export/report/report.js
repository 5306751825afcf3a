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
    for (const row of document.querySelectorAll("tbody.gaps tr")) row.hidden = !atSite(row);
    for (const body of document.querySelectorAll("tbody.people")) body.hidden = !body.querySelector("tr.person:not([hidden])");
    for (const map of document.querySelectorAll("article.map")) map.hidden = Boolean(value(site)) && map.dataset.site !== value(site);
    for (const table of document.querySelectorAll("article.fairness")) table.hidden = !inProfession(table);
    count();
  }

  function count() {
    const week = document.querySelector("article.week");
    const all = week.querySelectorAll("tr.person").length;
    const some = week.querySelectorAll("tr.person:not([hidden])").length;
    shown.textContent = shown.dataset.words.replace("{shown}", some).replace("{all}", all);
  }

  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
