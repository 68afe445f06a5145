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
  let undos = 0;      // « Annuler » on their way
  let trouble = '';   // why the first of the queue has not left: 'reseau', 'session', 'refus'
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

  // Sends fields; gives 'fait', or what went wrong: 'reseau', 'session', 'refus', or the status of what can't be recorded.
  // Only an answer that names the very key was written by Escale after recording: between it and here there may be a
  // filter that answers with its own page, or that sends elsewhere.
  function send(path, fields) {
    const limit = new AbortController();
    const alarm = setTimeout(function () { limit.abort(); }, GIVE_UP_MS);
    return fetch(path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual', signal: limit.signal })
      .then(function (response) {
        if (response.ok) { return response.json().then(function (answer) { return answer.ligne === fields.jeton ? 'fait' : 'reseau'; }); }
        if (response.status === 401) { return 'session'; }
        if (response.status === 403 || response.status === 404) { return 'refus'; }
        const later = response.status < 400 || response.status >= 500 || [408, 425, 429].indexOf(response.status) >= 0;
        return later ? 'reseau' : response.status;
      })
      .catch(function () { return 'reseau'; })
      .then(function (outcome) { clearTimeout(alarm); return outcome; });
  }

  const TROUBLES = {
    reseau: 'Le réseau ne répond pas. Rien n’est perdu : l’envoi reprendra seul. Gardez cette page ouverte. ',
    session: 'Vous n’êtes plus connecté : connectez-vous dans un autre onglet, sans fermer cette page. Rien n’est perdu. ',
    refus: 'L’envoi est refusé et s’est arrêté. Rien n’est perdu : gardez cette page ouverte, puis réessayez. Si le refus dure, prévenez un administrateur. '
  };

  function tell() {
    const waiting = queue.length ? plural(queue.length, 'réception en attente d’envoi', 'réceptions en attente d’envoi') : '';
    const done = recorded ? plural(recorded, 'réception enregistrée', 'réceptions enregistrées') : '';
    words.textContent = (TROUBLES[trouble] || '') + [done, waiting].filter(Boolean).join(', ') + (done || waiting ? '.' : '');
    banner.className = 'morning__sending' + (trouble ? ' morning__sending--trouble' : '');
    if (!trouble && document.activeElement === again) { document.getElementById('q').focus(); }
    again.hidden = !trouble;
  }

  function mark(line, words) { line.querySelector('[data-avancement]').textContent = words; }

  function next() {
    if (busy || trouble === 'refus' || !queue.length) { return; }
    busy = true;
    clearTimeout(timer);
    const one = queue[0];
    send('/gestion/receptions', one.fields).then(function (outcome) {
      busy = false;
      trouble = TROUBLES[outcome] ? outcome : '';
      if (trouble) {
        tell();
        // What is refused would be refused again: somebody decides when.
        if (trouble !== 'refus') { timer = setTimeout(next, WAIT_MS[Math.min(failures, WAIT_MS.length - 1)]); }
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
        mark(one.line, 'non enregistré : à reprendre depuis la fiche');
      }
      tell();
      next();
    });
  }

  function retry() {
    failures = 0;
    clearTimeout(timer);
    // One that alone is refused does not hold up the others.
    if (trouble === 'refus' && queue.length) { queue.push(queue.shift()); trouble = ''; }
    next();
  }

  function offerToUndo(one) {
    const form = one.line.querySelector('[data-annuler]');
    form.action = '/gestion/usagers/' + one.fields.usager + '/annulations';
    form.hidden = false;
    form.querySelector('[data-annuler-quoi]').textContent = ' : ' + one.texte + ' pour ' + one.nom;
    undoing(form, { jeton: key(), ligne: one.fields.jeton, suite: 'script' });
  }

  // « Annuler » without leaving the page: what is on its way would be lost.
  function undoing(form, fields) {
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const line = form.closest('li');
      const button = form.querySelector('button');
      // Not `disabled`: the cursor would be lost.
      if (button.getAttribute('aria-disabled')) { return; }
      button.setAttribute('aria-disabled', 'true');
      undos += 1;
      send(form.getAttribute('action'), fields).then(function (outcome) {
        undos -= 1;
        button.removeAttribute('aria-disabled');
        const text = line.querySelector('.received__text > strong');
        if (outcome === 'fait') {
          const struck = document.createElement('s');
          struck.className = 'faint';
          struck.textContent = text.textContent;
          text.replaceWith(struck);
          const here = form.contains(document.activeElement);
          form.remove();
          state(line, 'annulé');
          // Whoever already types the next name is left alone.
          if (here) { document.getElementById('q').focus(); }
        } else if (outcome === 'reseau') {
          state(line, 'pas encore annulé : le réseau ne répond pas, recommencez');
        } else if (outcome === 'session') {
          state(line, 'pas annulé : vous n’êtes plus connecté');
        } else if (outcome === 'refus') {
          state(line, 'pas annulé : l’envoi est refusé, réessayez depuis la fiche');
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
    fields.suite = 'script';
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
      fields: { jeton: key(), usager: asked.personne.id, genre: asked.genre, nombre: String(asked.nombre), suite: 'script' }
    };
    line.querySelector('[data-texte]').textContent = one.texte;
    name.textContent = one.nom;
    name.href = '/gestion/usagers/' + asked.personne.id + '/courriers';
    line.querySelector('[data-precisions]').textContent = 'n°\u00a0' + asked.personne.numero;
    mark(line, 'en attente d’envoi');
    list.insertBefore(line, list.firstChild);
    place.querySelector('[data-vide]').hidden = true;
    queue.push(one);
    tell();
    next();
  });

  window.addEventListener('online', retry);
  // Whoever leaves with something on its way is asked first.
  window.addEventListener('beforeunload', function (event) { if (queue.length || undos) { event.preventDefault(); event.returnValue = ''; } });
  tell();
})();
