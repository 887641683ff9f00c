// Pages are made without a clock. What has become older than promised since then is shown when the page is opened.
(function () {
  var today = new Date().toISOString().slice(0, 10);
  document.querySelectorAll("[data-from]").forEach(function (element) {
    if (today >= element.getAttribute("data-from")) element.hidden = false;
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
