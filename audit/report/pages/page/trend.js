"use strict";
(() => {
  const rows = [...document.querySelectorAll("#lines tbody tr")];
  const search = document.querySelector(".search");
  search.hidden = false;
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  });
})();
