// « Back » never shows what was on a personal page: it is hidden as one leaves, and asked for anew on return.
(function () {
  var page = document.documentElement;
  window.addEventListener('pagehide', function () { page.hidden = true; });
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) { location.reload(); } else { page.hidden = false; }
  });
})();
