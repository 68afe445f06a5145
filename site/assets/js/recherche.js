// Results follow what is typed, as the button would show them: the same page is asked for, and its results take the
// place of those on the screen. Of several answers the last one asked for wins.
(function () {
  var form = document.querySelector('[data-recherche]');
  if (!form || !window.fetch || !window.DOMParser) { return; }
  var input = form.querySelector('input');
  var said = form.querySelector('[data-annonce]');
  var page = form.getAttribute('action');
  var shown = input.value.trim();
  var turn = 0;
  var timer;
  function say(words, trouble) {
    said.className = trouble ? 'find__said find__said--trouble' : 'hidden';
    said.textContent = words;
  }
  function address(typed) { return typed ? page + '?q=' + encodeURIComponent(typed) : page; }
  function show(html, typed) {
    var fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-resultats]');
    var old = document.querySelector('[data-resultats]');
    if (!fresh || !old) { throw new Error('no results'); }
    old.parentNode.replaceChild(document.importNode(fresh, true), old);
    shown = typed;
    history.replaceState(null, '', address(typed));
    var number = fresh.querySelector('[data-nombre]');
    say(number ? number.textContent : 'Toute la liste est affichée.', false);
    document.dispatchEvent(new Event('resultats'));
  }
  function ask() {
    var typed = input.value.trim();
    var mine = ++turn;
    if (typed === shown) { say('', false); return; }
    fetch(address(typed), { credentials: 'same-origin' }).then(function (answer) {
      // The session has ended: the page that says so takes over.
      if (answer.redirected) { location.assign(address(typed)); return ''; }
      if (!answer.ok) { throw new Error(answer.status); }
      return answer.text();
    }).then(function (html) {
      if (html && mine === turn) { show(html, typed); }
    }).catch(function () {
      if (mine === turn) { say('La recherche n’a pas abouti : vérifiez la connexion. Ce que vous avez tapé est gardé ; appuyez sur « Rechercher » pour réessayer.', true); }
    });
  }
  input.addEventListener('input', function () {
    clearTimeout(timer);
    timer = setTimeout(ask, 200);
  });
  form.addEventListener('submit', function () { clearTimeout(timer); turn++; });
  // From the box, the arrow leads to the first person found.
  input.addEventListener('keydown', function (event) {
    var first = document.querySelector('[data-resultats] .table__link');
    if (event.key === 'ArrowDown' && first) { event.preventDefault(); first.focus(); }
  });
  // The next person's name takes the place of the one before.
  if (shown) { input.select(); }
  say('', false);
})();
