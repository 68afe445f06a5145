// After a refused form, reading starts at what is to be mended.
(function () {
  var summary = document.getElementById('erreurs') || document.getElementById('erreur');
  if (summary) { summary.focus(); }
})();
