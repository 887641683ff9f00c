// The driver of UseTests: opens the pages in frames, one after another, and uses them as a reader does. What it saw is JSON in an attribute
// of the root element; what goes wrong in a page's script is in Chromium's own log.
// `visits` is a list of {page, width}, given by the test.
(async function () {
  var seen = [];
  for (var visit of visits) {
    var frame = document.createElement("iframe");
    frame.style.cssText = "border:0;height:844px;width:" + visit.width + "px";
    frame.src = visit.page;
    document.body.append(frame);
    await new Promise(function (done) { frame.onload = done; });
    var used = { page: visit.page, width: visit.width, wrong: [], done: {} };
    try { await use(frame, used); } catch (error) { used.wrong.push(String(error)); }
    seen.push(used);
    frame.remove();
  }
  document.documentElement.setAttribute("data-used", JSON.stringify(seen));

  async function use(frame, used) {
    var view = frame.contentWindow;
    var page = frame.contentDocument;
    function all(selector, within) { return Array.from((within || page).querySelectorAll(selector)); }
    function did(what) { used.done[what] = (used.done[what] || 0) + 1; }
    function must(holds, what) { if (!holds) used.wrong.push(what); }
    function send(element, event) { element.dispatchEvent(event); }
    function rest() { return new Promise(function (done) { setTimeout(done, 0); }); }
    must(page.body.textContent.trim().length > 100, "an empty page");
    // A chip leaves its own cards and opens their group; pressed again, it shows all.
    all("[data-filter]").forEach(function (chip) {
      var button = chip.querySelector("button");
      button.click();
      var left = all(".card").filter(function (card) { return !card.hidden; });
      must(left.length > 0 && left.every(function (card) { return card.classList.contains(chip.dataset.filter); }), "chip " + chip.textContent);
      must(String(left.length) === chip.querySelector("b").textContent, chip.textContent + " leaves " + left.length);
      button.click();
      must(all(".card[hidden]").length === 0, "cards stay hidden");
      did("chip");
    });
    // A link to a card opens what it is folded in.
    for (var group of all(".group")) {
      group.open = false;
      view.location.hash = "#" + group.querySelector(".card").id;
      await rest();
      must(group.open, "the link to a card does not open its group");
      did("link");
    }
    all("table[data-rows]").forEach(function (table) {
      var body = table.tBodies[0];
      var count = body.rows.length;
      function shown() { return Array.from(body.rows).filter(function (row) { return !row.hidden; }).length; }
      function order() { return Array.from(body.rows).map(function (row) { return row.textContent; }).join("\n"); }
      var line = table.parentNode.previousElementSibling;
      var first = order();
      all("th button", table.tHead).forEach(function (button) {
        button.click();
        must(button.parentNode.getAttribute("aria-sort") === "ascending", "no sort by " + button.textContent);
        var up = order();
        button.click();
        must(button.parentNode.getAttribute("aria-sort") === "descending", "no sort back by " + button.textContent);
        var values = new Set(Array.from(body.rows).map(function (row) { return row.cells[button.parentNode.cellIndex].firstChild ? row.cells[button.parentNode.cellIndex].firstChild.textContent : ""; }));
        must(values.size < 3 || order() !== up, "the same order twice by " + button.textContent);
        did("sort");
      });
      must(body.rows.length === count, "sorting loses rows");
      // Where the titles are out of sight, a list sorts.
      var heads = table.tHead.getBoundingClientRect();
      var by = line.querySelector(".sort select");
      if (heads.width < 2) {
        must(by && by.getBoundingClientRect().width > 50, "nothing in sight sorts");
        by.value = "0+";
        send(by, new view.Event("change"));
        must(table.tHead.rows[0].cells[0].getAttribute("aria-sort") === "ascending", "the list does not sort");
        did("sort by a list");
        // Whoever comes to a title by the Tab key sees it.
        var title = table.tHead.querySelector("button");
        title.focus();
        must(title.getBoundingClientRect().width > 20 && table.tHead.getBoundingClientRect().width > 50, "the focus is out of sight");
        title.blur();
        // Each cell in sight says of which column it is.
        Array.from(body.rows[0].cells).filter(function (cell) { return cell.offsetHeight > 0; }).forEach(function (cell) {
          must(/"[A-Za-z]/.test(view.getComputedStyle(cell, "::before").content), "a cell without a label");
        });
        by.value = "";
        send(by, new view.Event("change"));
        must(order() === first, "the order is not as it was");
      }
      var input = line.querySelector("input");
      input.value = body.rows[0].textContent.trim().split(/\s+/)[0];
      send(input, new view.Event("input"));
      must(shown() > 0 && shown() <= count, "the search leaves nothing");
      input.value = "no row has these words";
      send(input, new view.Event("input"));
      must(shown() === 0 && /^0 of /.test(line.querySelector("[role=status]").textContent), "the search leaves " + shown());
      input.value = "";
      send(input, new view.Event("input"));
      must(shown() === count, "the search hides rows for ever");
      did("search");
      all("label:not(.sort) select", line).forEach(function (select) {
        select.selectedIndex = 1;
        send(select, new view.Event("change"));
        must(shown() > 0 && shown() < count, "a choice leaves " + shown());
        select.selectedIndex = 0;
        send(select, new view.Event("change"));
        did("choice");
      });
    });
    // A figure's own link leaves the rows that decide it.
    for (var mark of all("a[id^='f-']").slice(0, 2)) {
      view.location.hash = "#" + mark.id;
      await rest();
      var back = all(".find-line button")[0];
      must(back, "no way back to all rows");
      if (back) back.click();
      must(all("tbody tr[hidden]").length === 0, "rows stay hidden");
      did("rows of a figure");
    }
    // Chart: pointer, touch and keys.
    all("svg.sc").filter(function (chart) { return chart.getBoundingClientRect().width > 0; }).forEach(function (chart) {
      var marks = all(".m", chart);
      must(marks.length > 0, "a chart without numbers");
      [marks[0], marks[marks.length - 1]].forEach(function (place) {
        ["pointerenter", "mouseover", "mousemove", "touchstart", "click", "mouseout"].forEach(function (name) { send(place, new view.Event(name, { bubbles: true })); });
      });
      marks[0].focus();
      must(page.activeElement === marks[0], "a number takes no focus");
      send(marks[0], new view.KeyboardEvent("keydown", { key: "End", bubbles: true, cancelable: true }));
      must(page.activeElement === marks[marks.length - 1], "the keys do not go to the last number");
      send(page.activeElement, new view.KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true, cancelable: true }));
      send(page.activeElement, new view.KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
      must(!marks.includes(page.activeElement), "Escape does not leave the chart");
      did("chart");
    });
    // Text to copy is selected when it is entered.
    all("details").forEach(function (element) { element.open = true; });
    all("textarea[readonly]").forEach(function (area) {
      area.focus();
      must(area.selectionEnd - area.selectionStart === area.value.length && area.value.length > 0, "text to copy is not selected");
      did("copy");
    });
    all("details").forEach(function (element) { element.open = false; });
    view.dispatchEvent(new view.Event("beforeprint"));
    var unfolded = all("details").filter(function (element) { return !element.closest(".card"); });
    must(unfolded.every(function (element) { return element.open; }), "paper lacks what is folded");
    view.dispatchEvent(new view.Event("afterprint"));
    must(unfolded.every(function (element) { return !element.open; }), "the page is not as it was before the print");
    if (unfolded.length) did("print");
    all("details").forEach(function (element) { element.open = true; });
    // Nothing scrolls sideways: neither the page nor a table in its box.
    must(page.documentElement.scrollWidth <= visit.width, "the page is " + page.documentElement.scrollWidth + " pixels wide");
    all(".scroll").forEach(function (box) {
      // On a desk's screen only a table of rows may be wider than the page.
      if (visit.width > 600 && box.querySelector("[data-rows]")) return;
      if (box.offsetHeight > 0 && box.scrollWidth > box.clientWidth + 1) used.wrong.push("a table of " + box.scrollWidth + " pixels in a box of " + box.clientWidth);
      did("table");
    });
  }
})();
