// Ticks the rules of a new password while it is typed. The server decides; this only spares a round trip.
(function () {
  var list = document.querySelector('[data-regles]');
  var input = document.getElementById('nouveau');
  if (!list || !input) { return; }
  var current = document.getElementById('actuel');
  var items = list.querySelectorAll('[data-regle]');
  var timer;
  var state = document.createElement('p');
  state.className = 'hidden';
  state.setAttribute('role', 'status');
  list.appendChild(state);
  function kept(rule, text) {
    if (rule === 'longueur') { return text.length >= 8; }
    if (rule === 'longueur12') { return text.length >= 12; }
    if (rule === 'chiffre') { return /[0-9]/.test(text); }
    if (rule === 'majuscule') { return text !== text.toLowerCase(); }
    if (rule === 'minuscule') { return text !== text.toUpperCase(); }
    // A temporary password is eight digits; the page never knows which.
    return text !== '' && (current ? text !== current.value : !/^[0-9]{8}$/.test(text));
  }
  function tick() {
    var done = 0;
    Array.prototype.forEach.call(items, function (item) {
      var ok = kept(item.getAttribute('data-regle'), input.value);
      item.className = ok ? 'rules__kept' : '';
      done += ok ? 1 : 0;
    });
    clearTimeout(timer);
    timer = setTimeout(function () {
      state.textContent = input.value ? list.getAttribute('data-regles').replace('#', done) : '';
    }, 800);
  }
  input.addEventListener('input', tick);
  if (current) { current.addEventListener('input', tick); }
  tick();
})();
