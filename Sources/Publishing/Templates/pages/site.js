// Pages are made without a clock. What has become older than promised since then is shown when the page is opened.
(function () {
  var today = new Date().toISOString().slice(0, 10);
  document.querySelectorAll("[data-from]").forEach(function (element) {
    if (today >= element.getAttribute("data-from")) element.hidden = false;
  });
  // A chart is one stop of the Tab key; the arrow keys go from number to number within it, and Escape leaves it.
  document.querySelectorAll("svg.sc").forEach(function (chart) {
    var marks = Array.from(chart.querySelectorAll(".m"));
    marks.forEach(function (mark, i) {
      if (i > 0) mark.setAttribute("tabindex", "-1");
      mark.addEventListener("keydown", function (event) {
        var steps = { ArrowRight: i + 1, ArrowDown: i + 1, ArrowLeft: i - 1, ArrowUp: i - 1, Home: 0, End: marks.length - 1 };
        var next = marks[steps[event.key]];
        if (event.key === "Escape") mark.blur();
        if (!next) return;
        next.focus();
        event.preventDefault();
      });
    });
  });
  // A count is a filter: it leaves its own cards, and a second press shows all again.
  document.querySelectorAll("[data-filters]").forEach(function (list) {
    var chips = Array.from(list.querySelectorAll("[data-filter]"));
    chips.forEach(function (chip) {
      var button = document.createElement("button");
      while (chip.firstChild) button.appendChild(chip.firstChild);
      button.type = "button";
      button.setAttribute("aria-pressed", "false");
      chip.appendChild(button);
      button.addEventListener("click", function () {
        var chosen = chip.classList.contains("chosen") ? null : chip;
        chips.forEach(function (other) {
          other.classList.toggle("chosen", other === chosen);
          other.firstChild.setAttribute("aria-pressed", String(other === chosen));
        });
        document.querySelectorAll(".card").forEach(function (card) {
          card.hidden = chosen !== null && !card.classList.contains(chosen.dataset.filter);
        });
        document.querySelectorAll(".group").forEach(function (group) { group.hidden = !group.querySelector(".card:not([hidden])"); });
      });
    });
  });
  document.querySelectorAll("textarea[readonly]").forEach(function (area) {
    area.addEventListener("focus", function () { area.select(); });
  });
  // Paper has no buttons: what is folded is shown in print, but for the queries behind each card.
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll("details:not([open])")).filter(function (element) {
      return !element.closest(".card");
    });
    opened.forEach(function (element) { element.open = true; });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (element) { element.open = false; });
  });
})();
