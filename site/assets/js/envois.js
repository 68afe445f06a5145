// The receptions of « Courrier du jour » on their way, in memory only: one at a time, in order, again until the server has
// answered. Each has its key, so that one that arrived without its answer and is sent again is recorded once.
(function () {
  const place = document.querySelector('[data-courrier-du-jour]');
  if (!place || !window.fetch || !window.crypto) { return; }
  const list = place.querySelector('[data-recues]');
  const model = place.querySelector('template[data-ligne]').content.firstElementChild;
  const banner = document.createElement('div');
  const words = document.createElement('p');
  const again = document.createElement('button');
  const NAMES = { courrier: ['courrier', 'courriers'], recommande: ['avis de passage', 'avis de passage'], colis: ['colis', 'colis'] };
  const WAIT_MS = [1000, 2000, 5000, 10000, 15000];
  // A slow answer is waited for that long; what is then sent again is harmless.
  const GIVE_UP_MS = 10000;
  const queue = [];
  let busy = false;
  let failures = 0;
  let recorded = 0;
  let timer;

  banner.className = 'morning__sending';
  banner.setAttribute('role', 'status');
  again.type = 'button';
  again.className = 'button button--quiet';
  again.textContent = 'Réessayer maintenant';
  again.addEventListener('click', function () { retry(); });
  banner.append(words);
  list.parentNode.insertBefore(banner, list);
  list.parentNode.insertBefore(again, list);

  function key() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return btoa(String.fromCharCode.apply(null, bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }

  function plural(count, one, many) { return count + ' ' + (count < 2 ? one : many); }

  // Sends fields; gives 'fait', or what went wrong: 'reseau', 'session', or the status of a refusal.
  function send(path, fields) {
    const limit = new AbortController();
    const alarm = setTimeout(function () { limit.abort(); }, GIVE_UP_MS);
    return fetch(path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual', signal: limit.signal })
      .then(function (response) {
        if (response.type === 'opaqueredirect') { return 'fait'; }
        if (response.status === 401) { return 'session'; }
        return response.status === 429 || response.status >= 500 ? 'reseau' : response.status;
      }, function () { return 'reseau'; })
      .then(function (outcome) { clearTimeout(alarm); return outcome; });
  }

  function tell(outcome) {
    const waiting = queue.length ? plural(queue.length, 'réception en attente d’envoi', 'réceptions en attente d’envoi') : '';
    const done = recorded ? plural(recorded, 'réception enregistrée', 'réceptions enregistrées') : '';
    const trouble = outcome === 'session' ? 'Vous n’êtes plus connecté : connectez-vous dans un autre onglet, sans fermer cette page. Rien n’est perdu. '
      : outcome ? 'Le réseau ne répond pas. Rien n’est perdu : l’envoi reprendra seul. Gardez cette page ouverte. ' : '';
    words.textContent = trouble + [done, waiting].filter(Boolean).join(', ') + (done || waiting ? '.' : '');
    banner.className = 'morning__sending' + (trouble ? ' morning__sending--trouble' : '');
    again.hidden = !trouble;
  }

  function mark(line, words) { line.querySelector('[data-avancement]').textContent = words; }

  function next() {
    if (busy || !queue.length) { return; }
    busy = true;
    clearTimeout(timer);
    const one = queue[0];
    send('/gestion/receptions', one.fields).then(function (outcome) {
      busy = false;
      if (outcome === 'reseau' || outcome === 'session') {
        tell(outcome);
        timer = setTimeout(next, WAIT_MS[Math.min(failures, WAIT_MS.length - 1)]);
        failures += 1;
        return;
      }
      failures = 0;
      queue.shift();
      if (outcome === 'fait') {
        recorded += 1;
        mark(one.line, 'enregistré');
        offerToUndo(one);
      } else {
        one.line.className += ' received__line--refused';
        mark(one.line, outcome === 404 ? 'non enregistré : cette fiche n’existe plus' : 'non enregistré : à reprendre depuis la fiche');
      }
      tell();
      next();
    });
  }

  function retry() { failures = 0; clearTimeout(timer); next(); }

  function offerToUndo(one) {
    const form = one.line.querySelector('[data-annuler]');
    form.action = '/gestion/usagers/' + one.fields.usager + '/annulations';
    form.hidden = false;
    form.querySelector('[data-annuler-quoi]').textContent = ' : ' + one.texte + ' pour ' + one.nom;
    undoing(form, { jeton: key(), ligne: one.fields.jeton, suite: 'jour' });
  }

  // « Annuler » without leaving the page: what is on its way would be lost.
  function undoing(form, fields) {
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const line = form.closest('li');
      const button = form.querySelector('button');
      button.disabled = true;
      send(form.getAttribute('action'), fields).then(function (outcome) {
        button.disabled = false;
        const text = line.querySelector('.received__text > strong');
        if (outcome === 'fait') {
          const struck = document.createElement('s');
          struck.className = 'faint';
          struck.textContent = text.textContent;
          text.replaceWith(struck);
          form.remove();
          state(line, 'annulé');
          document.getElementById('q').focus();
        } else if (outcome === 'reseau') {
          state(line, 'pas encore annulé : le réseau ne répond pas, recommencez');
        } else if (outcome === 'session') {
          state(line, 'pas annulé : vous n’êtes plus connecté');
        } else {
          state(line, 'pas annulé : ce courrier a déjà été remis, ou la ligne est déjà annulée');
        }
      });
    }, true);
  }

  function state(line, words) {
    const place = line.querySelector('.received__state');
    place.setAttribute('role', 'status');
    place.textContent = words;
  }

  Array.prototype.forEach.call(list.querySelectorAll('form'), function (form) {
    const fields = {};
    Array.prototype.forEach.call(form.querySelectorAll('input'), function (input) { fields[input.name] = input.value; });
    undoing(form, fields);
  });

  document.addEventListener('escale:reception', function (event) {
    const asked = event.detail;
    const line = model.cloneNode(true);
    const name = line.querySelector('a[data-nom]');
    const names = NAMES[asked.genre];
    const one = {
      line: line,
      nom: asked.personne.nom,
      texte: plural(asked.nombre, names[0], names[1]),
      fields: { jeton: key(), usager: asked.personne.id, genre: asked.genre, nombre: String(asked.nombre) }
    };
    line.querySelector('[data-texte]').textContent = one.texte;
    name.textContent = one.nom;
    name.href = '/gestion/usagers/' + asked.personne.id + '/courriers';
    line.querySelector('[data-precisions]').textContent = 'n°\u00a0' + asked.personne.numero;
    mark(line, 'en attente d’envoi');
    list.insertBefore(line, list.firstChild);
    place.querySelector('[data-vide]').hidden = true;
    queue.push(one);
    tell(failures ? 'reseau' : undefined);
    next();
  });

  window.addEventListener('online', retry);
  // Whoever leaves with something on its way is asked first.
  window.addEventListener('beforeunload', function (event) { if (queue.length) { event.preventDefault(); event.returnValue = ''; } });
  tell();
})();
