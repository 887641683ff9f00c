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
        document.querySelectorAll(".group").forEach(function (group) { 
          group.hidden = !group.querySelector(".card:not([hidden])");
          // Whoever asks for some cards wants to see them.
          if (chosen) group.open = true;
        });
      });
    });
  });
  // A link to a card opens what it is folded in, also where the browser does not do so by itself.
  function unfold() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var fold = target && target.closest("details.group");
    if (!fold || fold.open) return;
    fold.open = true;
    target.scrollIntoView();
  }
  addEventListener("hashchange", unfold);
  unfold();
  // All rows are in the page: a search hides those without the words, and a press on a column's title sorts by it.
  document.querySelectorAll("table[data-rows]").forEach(function (table) {
    var body = table.tBodies[0];
    var rows = Array.from(body.rows);
    var label = document.createElement("label");
    label.className = "find";
    label.append("Search the rows ");
    var input = document.createElement("input");
    input.type = "search";
    label.appendChild(input);
    var count = document.createElement("span");
    count.setAttribute("role", "status");
    label.append(" ", count);
    var line = document.createElement("div");
    line.className = "find-line";
    line.append(label);
    table.parentNode.before(line);
    // A column of few texts has a list of them to choose from: the first four such columns.
    var choices = [];
    function said(row, i) { var cell = row.cells[i]; return (cell.firstChild ? cell.firstChild.textContent : "").trim(); }
    Array.from(table.tHead.rows[0].cells).forEach(function (head, i) {
      if (choices.length > 3 || i >= rows[0].cells.length || rows.some(function (row) { return /\b[nw]\b/.test(row.cells[i].className); })) return;
      var values = Array.from(new Set(rows.map(function (row) { return said(row, i); }))).sort();
      if (values.length < 2 || values.length > 20 || values.length > rows.length / 2) return;
      var choice = document.createElement("label");
      choice.className = "find";
      choice.append(head.firstChild.textContent + " ");
      var select = document.createElement("select");
      [""].concat(values).forEach(function (value, n) { select.add(new Option(n ? value : "all", n ? "=" + value : "")); });
      select.addEventListener("change", leave);
      choice.append(select);
      line.append(choice);
      choices.push({ select: select, i: i });
    });
    function leave() {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var chosen = choices.filter(function (choice) { return choice.select.value; });
      var left = rows.filter(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !words.every(function (word) { return text.includes(word); })
          || !chosen.every(function (choice) { return "=" + said(row, choice.i) === choice.select.value; });
        return !row.hidden;
      }).length;
      if (table.tFoot) table.tFoot.hidden = left < rows.length;
      count.textContent = words.length || chosen.length ? left + " of " + rows.length : "";
    }
    input.addEventListener("input", leave);
    // A figure's own link leaves the rows that decide it; whoever searches then searches all.
    function follow() {
      var target = location.hash.indexOf("#f-") === 0 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target || !table.contains(target)) return;
      var figure = target.getAttribute("href");
      var left = rows.filter(function (row) {
        row.hidden = !Array.from(row.querySelectorAll("a")).some(function (link) { return link.getAttribute("href") === figure; });
        return !row.hidden;
      }).length;
      input.value = "";
      choices.forEach(function (choice) { choice.select.value = ""; });
      count.textContent = left + " of " + rows.length + " rows here decide “" + target.textContent + "” ";
      var all = document.createElement("button");
      all.type = "button";
      all.textContent = "Show all rows";
      all.addEventListener("click", function () {
        rows.forEach(function (row) { row.hidden = false; });
        count.textContent = "";
        input.focus();
      });
      count.append(all);
    }
    addEventListener("hashchange", follow);
    follow();
    function key(row, i) {
      var cell = row.cells[i];
      var text = (cell.firstChild ? cell.firstChild.textContent : "").trim();
      if (text === "" || text === "–") return null;
      return cell.classList.contains("n") || /^[\d,]+$/.test(text) ? Number(text.replace(/,/g, "")) : text;
    }
    var heads = Array.from(table.tHead.rows[0].cells);
    function sort(i, down) {
      heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
      if (i >= 0) heads[i].setAttribute("aria-sort", down ? "descending" : "ascending");
      rows.map(function (row, at) { return { row: row, key: i < 0 ? null : key(row, i), at: at }; }).sort(function (a, b) {
        // What is not said is last, whichever way.
        if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.at - b.at;
        var order = typeof a.key === "number" && typeof b.key === "number" ? a.key - b.key
          : String(a.key).localeCompare(String(b.key), "en", { numeric: true });
        return (down ? -order : order) || a.at - b.at;
      }).forEach(function (item) { body.appendChild(item.row); });
    }
    // On a phone, where rows are lists, the titles are not in sight: a list of them sorts instead.
    var by = null;
    if (table.classList.contains("listed")) {
      var sorting = document.createElement("label");
      sorting.className = "find sort";
      by = document.createElement("select");
      by.add(new Option("as they are", ""));
      heads.forEach(function (head, i) {
        ["rising", "falling"].forEach(function (way, n) {
          by.add(new Option(head.firstChild.textContent + ", " + way, i + (n ? "-" : "+")));
        });
      });
      by.addEventListener("change", function () {
        sort(by.value ? parseInt(by.value, 10) : -1, by.value.slice(-1) === "-");
      });
      sorting.append("Sort by ", by);
      line.append(sorting);
    }
    heads.forEach(function (head, i) {
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        sort(i, down);
        if (by) by.value = i + (down ? "-" : "+");
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
      return !element.closest(".card") || element.classList.contains("rest");
    });
    opened.forEach(function (element) { element.open = true; });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (element) { element.open = false; });
  });
})();
