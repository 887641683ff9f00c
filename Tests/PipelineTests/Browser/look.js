// Put into a copy of a page by BrowserTests: what a reader's browser makes of it, as JSON in an attribute of the root element.
addEventListener("load", function () {
  var broken = Array.from(document.images).filter(function (image) { return !(image.complete && image.naturalWidth > 0); });
  var elsewhere = performance.getEntriesByType("resource").map(function (entry) { return entry.name; })
    .filter(function (name) { return name.indexOf("file://") !== 0 && name.indexOf("data:") !== 0; });
  document.querySelectorAll("details").forEach(function (element) { element.open = true; });
  // The first list to choose from, used: how many rows it leaves of how many.
  var rows = Array.from(document.querySelectorAll("table[data-rows] tbody tr"));
  var select = document.querySelector(".find-line select");
  var chosen = [];
  if (select) {
    select.selectedIndex = 1;
    select.dispatchEvent(new Event("change"));
    chosen = [rows.filter(function (row) { return !row.hidden; }).length, rows.length];
    select.selectedIndex = 0;
    select.dispatchEvent(new Event("change"));
    chosen.push(rows.filter(function (row) { return !row.hidden; }).length);
  }
  axe.run(document, { resultTypes: ["violations"] }).then(function (result) {
    document.documentElement.setAttribute("data-look", JSON.stringify({
      width: innerWidth,
      chosen: chosen,
      overflow: document.documentElement.scrollWidth - innerWidth,
      dark: matchMedia("(prefers-color-scheme: dark)").matches,
      styled: getComputedStyle(document.body).marginTop === "0px",
      broken: broken.map(function (image) { return image.src; }),
      elsewhere: elsewhere,
      overdue: document.querySelectorAll("[data-from]:not([hidden])").length,
      violations: result.violations.map(function (violation) {
        return violation.impact + " " + violation.id + ": " + violation.nodes.slice(0, 3).map(function (node) {
          return node.target.join(" ") + " (" + (node.any[0] ? node.any[0].message : "") + ")";
        }).join("; ");
      })
    }));
  });
});
