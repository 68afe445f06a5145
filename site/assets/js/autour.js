// « Autour de moi »: about where the browser is, to a hundredth of a degree (a kilometre or so), goes into the address of a
// search; nothing more precise leaves the browser, and nothing is kept.
(function () {
  var button = document.querySelector('[data-autour]');
  if (!button || !navigator.geolocation) { return; }
  var said = document.querySelector('[data-autour-dit]');
  var form = button.form;
  function say(words) { said.textContent = words; }
  function about(degrees) { return (Math.round(degrees * 100) / 100).toFixed(2); }
  function ready() {
    button.removeAttribute('aria-disabled');
    say('');
  }
  function go(found) {
    var parts = ['lat=' + about(found.coords.latitude), 'lon=' + about(found.coords.longitude)];
    Array.prototype.forEach.call(form.elements, function (field) {
      var own = ['lieu', 'lat', 'lon', 'carre'].indexOf(field.name) < 0;
      if (field.name && field.value && own) { parts.push(field.name + '=' + encodeURIComponent(field.value)); }
    });
    location.assign(form.getAttribute('action') + '?' + parts.join('&'));
  }
  function fail(error) {
    ready();
    say(error.code === 1 ? 'Votre navigateur n’a pas donné votre position. Écrivez une commune ou un code postal.' : 'Votre position n’a pas été trouvée. Écrivez une commune ou un code postal.');
  }
  button.parentNode.hidden = false;
  // Whoever comes back to the page as they left it may press again.
  window.addEventListener('pageshow', ready);
  button.addEventListener('click', function () {
    if (button.getAttribute('aria-disabled')) { return; }
    button.setAttribute('aria-disabled', 'true');
    say('Recherche de votre position…');
    navigator.geolocation.getCurrentPosition(go, fail, { enableHighAccuracy: false, maximumAge: 600000, timeout: 15000 });
  });
})();
