// The search of the help: Pagefind's index, in the browser. Results follow what is typed; the arrows go through them, Enter goes to
// the first, Escape comes back and then empties, « / » goes to the field. When the index can't be had, the page says so and what to do.
(function () {
  var form = document.querySelector('[data-chercher]');
  if (!form || !window.Promise || !window.URLSearchParams) { return; }
  var field = form.querySelector('input');
  var said = document.querySelector('[data-dit]');
  var list = document.querySelector('[data-reponses]');
  var SHOWN = 10;
  var turn = 0;
  var timer;
  var library;
  function index() {
    library = library || import('/aide/recherche/pagefind/pagefind.js').then(function (pagefind) {
      return pagefind.options({ baseUrl: '/', excerptLength: 24 }).then(function () { return pagefind; });
    });
    return library;
  }
  function links() { return list.querySelectorAll('a'); }
  // An excerpt is text with <mark> around what was found: nothing else is taken over.
  function words(excerpt) {
    var holder = document.createElement('p');
    var nodes = new DOMParser().parseFromString(excerpt, 'text/html').body.childNodes;
    Array.prototype.forEach.call(nodes, function (node) {
      var found = node.nodeName === 'MARK' ? document.createElement('mark') : holder;
      if (found !== holder) { holder.appendChild(found); }
      found.appendChild(document.createTextNode(node.textContent));
    });
    return holder;
  }
  // Where nothing begins as the words that are typed, Pagefind finds what they begin with: « x » for « xylophone ».
  function near(page, typed) {
    var found = new DOMParser().parseFromString(page.excerpt, 'text/html').querySelectorAll('mark');
    return Array.prototype.some.call(found, function (mark) {
      return mark.textContent.replace(/[^0-9A-Za-z\u00C0-\u024F]/g, '').length >= Math.min(3, typed.length);
    });
  }
  function line(page) {
    var item = document.createElement('li');
    var link = document.createElement('a');
    link.href = page.url;
    link.textContent = page.meta.title;
    item.appendChild(link);
    item.appendChild(words(page.excerpt));
    return item;
  }
  function tell(words, trouble) {
    said.className = trouble ? 'ask__said ask__said--trouble' : 'ask__said';
    said.textContent = words;
  }
  function show(typed, pages, number) {
    list.textContent = '';
    pages.forEach(function (page) { list.appendChild(line(page)); });
    if (number === 0) {
      tell('Rien sur « ' + typed + ' ». Essayez un autre mot, plus court, ou ouvrez le plan du site.');
    } else if (number > SHOWN) {
      tell(number + ' pages ; voici les ' + SHOWN + ' plus proches. Ajoutez un mot pour préciser.');
    } else {
      tell(number === 1 ? '1 page' : number + ' pages');
    }
  }
  function ask() {
    var typed = field.value.trim();
    var mine = ++turn;
    history.replaceState(null, '', typed ? '?q=' + encodeURIComponent(typed) : location.pathname);
    if (!typed) { list.textContent = ''; tell(''); return Promise.resolve(); }
    return index().then(function (pagefind) { return pagefind.search(typed); }).then(function (found) {
      return Promise.all(found.results.slice(0, SHOWN).map(function (one) { return one.data(); })).then(function (pages) {
        if (mine !== turn) { return; }
        var kept = pages.filter(function (page) { return near(page, typed); });
        show(typed, kept, kept.length === pages.length ? found.results.length : kept.length);
      });
    }).catch(function () {
      library = undefined;
      if (mine !== turn) { return; }
      list.textContent = '';
      tell('La recherche n’est pas disponible pour le moment. Réessayez, ou ouvrez le plan du site.', true);
    });
  }
  function step(by) {
    var all = Array.prototype.slice.call(links());
    var at = all.indexOf(document.activeElement) + by;
    if (at < 0) { field.focus(); } else if (all[at]) { all[at].focus(); }
  }
  form.querySelector('[data-clavier]').hidden = false;
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    clearTimeout(timer);
    ask().then(function () { if (links()[0]) { links()[0].focus(); } });
  });
  field.addEventListener('input', function () {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  document.addEventListener('keydown', function (event) {
    var inside = document.activeElement === field || list.contains(document.activeElement);
    if (event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (event.key === '/' && document.activeElement !== field) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (inside && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (inside && event.key === 'Escape') {
      event.preventDefault();
      if (document.activeElement === field) { field.value = ''; ask(); }
      field.focus();
    }
  });
  field.value = new URLSearchParams(location.search).get('q') || '';
  if (field.value) { ask(); }
})();
