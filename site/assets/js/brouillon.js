// A draft is kept while somebody types, by its form's own POST. What can't be kept stays on the page, and is said. The form
// goes on only once all that is typed is kept; a file goes up beside it, and then only the documents of the page change.
(function () {
  var form = document.querySelector('[data-brouillon]');
  if (!form || !window.fetch || !window.FormData || !window.URLSearchParams || !window.Promise) { return; }
  var WAIT_MS = 1500;
  var ANSWER_MS = 10000;
  var RETRY_MS = 5000;
  var SIGNED_OUT = 'Vous n’êtes plus connecté : connectez-vous dans un autre onglet, sans fermer cette page.';
  var OFFLINE = 'Le réseau ne répond pas : gardez cette page ouverte, le brouillon sera gardé dès son retour.';
  var DOWN = 'Le serveur ne répond pas : gardez cette page ouverte, le brouillon sera gardé dès son retour.';
  var GONE = 'Ce brouillon n’existe plus. Recopiez ce que vous avez écrit avant de quitter cette page.';
  var FORBIDDEN = 'Vous n’avez plus le droit d’écrire cette demande. Recopiez ce que vous avez écrit avant de quitter cette page.';
  var ELSEWHERE = 'Ce brouillon a été modifié dans une autre fenêtre. Continuez : à l’enregistrement, les deux versions vous seront montrées.';
  var SENT = 'Cette demande est déjà envoyée, depuis une autre fenêtre : ce que vous écrivez ici n’en fait plus partie.';
  var SAVING = 'Enregistrement en cours…';
  var REFUSED = 'Le brouillon n’a pas pu être gardé. Appuyez sur « Enregistrer » pour savoir pourquoi.';
  var state = form.querySelector('[data-garde-etat]');
  var alarm = form.querySelector('[data-garde-ennui]');
  var timer;
  var dirty = false;     // something typed is not kept
  var busy = null;       // what is being kept now
  var uploading = false; // a file is going up, with what was typed before
  var pending = false;   // a button was pressed and waits
  var passing = false;   // the form may go: all is kept
  var leaving = false;
  var stopped = '';      // « formulaire »: only the form may go on; « ici »: nothing may

  function field(name) { return form.querySelector('[name=' + name + ']'); }
  function say(words) { state.textContent = words; alarm.textContent = ''; }
  function warn(words) { if (alarm.textContent !== words) { alarm.textContent = words; } return false; }
  function stop(how, words) { stopped = how; dirty = true; clearTimeout(timer); return warn(words); }
  function later(words) { dirty = true; clearTimeout(timer); timer = setTimeout(keep, RETRY_MS); return warn(words); }

  function fields() {
    var sent = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (typeof value === 'string' && name !== 'action' && name !== 'retirer') { sent.append(name, value); }
    });
    sent.append('auto', 'oui');
    return sent;
  }

  // Says whether all that was typed until now is kept.
  function keep(last) {
    clearTimeout(timer);
    if (stopped || uploading) { return Promise.resolve(false); }
    if (busy) { return busy.then(function (kept) { return kept && dirty ? keep() : kept; }); }
    dirty = false;
    var order = { method: 'POST', body: fields(), credentials: 'same-origin', redirect: 'manual', keepalive: last === true };
    var cutter = window.AbortController ? new AbortController() : null;
    var cut = setTimeout(function () { if (cutter) { cutter.abort(); } }, ANSWER_MS);
    if (cutter) { order.signal = cutter.signal; }
    busy = fetch(form.getAttribute('action'), order).then(answered).catch(function () { return later(OFFLINE); }).then(function (kept) {
      clearTimeout(cut);
      busy = null;
      return kept;
    });
    return busy;
  }
  function answered(answer) {
    var status = answer.status;
    if (status === 200) {
      return answer.json().then(function (kept) {
        field('version').value = kept.version;
        say('Brouillon gardé le ' + kept.garde + '.');
        return true;
      });
    }
    if (status === 401 || answer.type === 'opaqueredirect') { dirty = true; return warn(SIGNED_OUT); }
    if (status === 409) { return stop('formulaire', ELSEWHERE); }
    if (status === 410) { return stop('formulaire', SENT); }
    if (status === 403) { return stop('ici', FORBIDDEN); }
    if (status === 404) { return stop('ici', GONE); }
    if (status >= 500 || status === 408 || status === 429) { return later(DOWN); }
    return stop('formulaire', REFUSED);
  }

  function typed(event) {
    if (event.target.type === 'file') { return; }
    dirty = true;
    leaving = false;
    clearTimeout(timer);
    if (!stopped) { timer = setTimeout(keep, WAIT_MS); }
  }
  function again() { if (dirty && !busy) { keep(); } }
  form.addEventListener('input', typed);
  form.addEventListener('change', typed);
  window.addEventListener('online', again);
  window.addEventListener('focus', again);
  document.addEventListener('visibilitychange', function () { if (document.visibilityState === 'hidden' && dirty && !busy) { keep(true); } });
  window.addEventListener('beforeunload', function (event) {
    if (dirty && alarm.textContent && !leaving) { event.preventDefault(); event.returnValue = ''; }
  });
  window.addEventListener('pageshow', function () { leaving = false; release(); });

  function release() {
    pending = false;
    form.removeAttribute('aria-busy');
    if (state.textContent === SAVING) { state.textContent = ''; }
  }
  function go(button) {
    release();
    passing = true;
    if (button && form.requestSubmit) { form.requestSubmit(button); return; }
    if (button) {
      var pressed = document.createElement('input');
      pressed.type = 'hidden';
      pressed.name = button.name;
      pressed.value = button.value;
      form.appendChild(pressed);
    }
    leaving = true;
    form.submit();
  }
  form.addEventListener('submit', function (event) {
    var button = event.submitter || null;
    var file = field('fichier');
    var up = !stopped && file && file.files && file.files[0] && button && button.name === 'action' && window.XMLHttpRequest && window.DOMParser;
    if (passing || (!pending && !up && (stopped === 'formulaire' || (!stopped && !dirty && !busy)))) {
      passing = false;
      leaving = true;
      clearTimeout(timer);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (pending || stopped === 'ici') { return; }
    pending = true;
    form.setAttribute('aria-busy', 'true');
    state.textContent = SAVING;
    (busy || Promise.resolve(true)).then(function () { return up ? join(file) : dirty ? keep() : true; }).then(function (done) {
      if (up && button.value === 'joindre') { return false; }
      // What was typed while the file went up.
      return done && dirty ? keep() : done;
    }).then(function (done) {
      if (done || (stopped === 'formulaire' && !up)) { go(button); } else { release(); if (dirty) { again(); } }
    });
  }, true);

  // A file, with what is typed; the page stays, and what is typed meanwhile with it. Says whether it is joined.
  function join(file) {
    if (file.files[0].size > Number(file.getAttribute('data-octets-max'))) { return Promise.resolve(complain(file.getAttribute('data-octets-mots'))); }
    return new Promise(function (resolve) {
      var body = new FormData(form);
      var request = new XMLHttpRequest();
      var shown = form.querySelector('[data-avancement]');
      body.append('action', 'joindre');
      clearTimeout(timer);
      uploading = true;
      dirty = false;
      complain('');
      shown.hidden = false;
      request.open('POST', form.getAttribute('action'));
      request.upload.addEventListener('progress', function (event) {
        if (event.lengthComputable) { shown.querySelector('progress').value = 100 * event.loaded / event.total; }
      });
      function end(joined) {
        uploading = false;
        shown.hidden = true;
        if (!joined) { dirty = true; }
        resolve(joined);
      }
      request.addEventListener('load', function () {
        if ([200, 409, 413, 422].indexOf(request.status) >= 0) { end(taken(request)); return; }
        end(complain(request.status === 401 ? SIGNED_OUT : 'Le fichier n’a pas pu être envoyé. Ce que vous avez écrit est toujours là : réessayez.'));
      });
      request.addEventListener('error', function () { end(complain('L’envoi n’a pas abouti. Ce que vous avez écrit est toujours là : réessayez.')); });
      request.send(body);
    });
  }
  function complain(words) {
    var where = form.querySelector('[data-fichier-ennui]');
    if (where) { where.textContent = words; } else { warn(words); }
    return false;
  }
  // The answer is the page that the form would have shown: its documents, its keys, and what another window wrote.
  function taken(request) {
    var page = new DOMParser().parseFromString(request.responseText, 'text/html');
    var documents = page.getElementById('documents');
    if (!documents || !page.querySelector('[data-brouillon]')) {
      if (/connexion/.test(request.responseURL || '')) { return complain(SIGNED_OUT); }
      return stop('formulaire', REFUSED);
    }
    var here = document.getElementById('documents');
    here.parentNode.replaceChild(document.importNode(documents, true), here);
    ['version', 'jeton'].forEach(function (name) { field(name).value = page.querySelector('[data-brouillon] [name=' + name + ']').value; });
    var box = page.querySelector('[data-ailleurs]');
    if (box) {
      var old = document.querySelector('[data-ailleurs]');
      if (old) { old.parentNode.removeChild(old); }
      form.parentNode.insertBefore(document.importNode(box, true), form);
      document.querySelector('[data-ailleurs]').focus();
      return false;
    }
    say('Brouillon gardé.');
    if (request.status !== 200) {
      (field('fichier') || document.getElementById('documents')).focus();
      return false;
    }
    document.getElementById('documents').focus();
    form.querySelector('[data-fichier-fait]').textContent = 'Le document est joint.';
    return true;
  }
})();
