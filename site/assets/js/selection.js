// In a list of people to tick: a box that ticks them all, and a word when none is ticked.
(function () {
  function prepare() {
    var form = document.querySelector('[data-selection]');
    var place = form && form.querySelector('[data-tout-cocher]');
    if (!place || place.firstChild) { return; }
    var said = form.querySelector('[data-cochees]');
    var boxes = form.querySelectorAll('input[name="usager"]');
    var label = document.createElement('label');
    var all = document.createElement('input');
    label.className = 'pick pick--all';
    all.type = 'checkbox';
    label.appendChild(all);
    label.appendChild(document.createTextNode(' Tout sélectionner'));
    place.appendChild(label);
    function ticked() { return form.querySelectorAll('input[name="usager"]:checked').length; }
    function tell() {
      var number = ticked();
      all.checked = number === boxes.length;
      all.indeterminate = number > 0 && number < boxes.length;
      said.textContent = number ? number + (number < 2 ? ' personne cochée' : ' personnes cochées') : '';
    }
    all.addEventListener('change', function () {
      Array.prototype.forEach.call(boxes, function (box) { box.checked = all.checked; });
      tell();
    });
    form.addEventListener('change', tell);
    form.addEventListener('submit', function (event) {
      if (!ticked()) {
        event.preventDefault();
        said.textContent = 'Cochez d’abord au moins une personne.';
      }
    });
    // « Back » brings the ticks back.
    tell();
  }
  document.addEventListener('resultats', prepare);
  window.addEventListener('pageshow', prepare);
  prepare();
})();
