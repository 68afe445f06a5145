// « Annuler », offered for some seconds after a move: the offer goes away when the server would refuse it. Whoever is on the
// button keeps it until they leave it: nothing vanishes under a finger, and the server says so if it is too late.
(function () {
  Array.prototype.forEach.call(document.querySelectorAll('[data-delai]'), function (form) {
    function end() {
      if (form.contains(document.activeElement)) {
        form.addEventListener('focusout', end, { once: true });
        return;
      }
      form.hidden = true;
    }
    setTimeout(end, Number(form.getAttribute('data-delai')) * 1000);
  });
})();
