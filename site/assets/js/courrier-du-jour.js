// « Courrier du jour »: a few letters, Enter takes the first person, Enter again records one letter, and so on.
// What is recorded is handed to envois.js as an event; here is only what is typed (ARIA combobox, then a small form).
(function () {
  const place = document.querySelector('[data-courrier-du-jour]');
  if (!place || !window.fetch) { return; }
  const form = place.querySelector('form');
  const input = form.querySelector('#q');
  const state = place.querySelector('[data-etat]');
  const found = place.querySelector('[data-trouves]');
  const model = place.querySelector('template[data-fiche]').content.firstElementChild;
  const list = document.createElement('ul');
  let people = [];      // whom the last answer named
  let answered = null;  // for what text
  let active = -1;      // which of them Enter would take
  let chosen = null;    // the id of the one that the arrows went to
  let astray = false;   // an arrow was pressed before the answer that it was meant for
  let wanted = null;    // the text for which Enter was pressed before its answer came
  let asking = null;    // the question on its way
  let timer;

  form.querySelector('button').hidden = true;
  place.querySelector('[data-mode-d-emploi]').hidden = false;
  list.id = 'q-choix';
  list.className = 'morning__list';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Personnes trouvées');
  list.hidden = true;
  form.appendChild(list);
  const roles = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' };
  Object.keys(roles).forEach(function (name) { input.setAttribute(name, roles[name]); });

  const say = function (words) { state.textContent = words; };

  function point(index) {
    active = index;
    Array.prototype.forEach.call(list.children, function (option, i) { option.setAttribute('aria-selected', String(i === index)); });
    if (index < 0) { input.removeAttribute('aria-activedescendant'); } else { input.setAttribute('aria-activedescendant', 'q-choix-' + index); }
  }

  function detail(person) {
    return (person.surnom ? 'alias ' + person.surnom + ', ' : '') + 'n°\u00a0' + person.numero + ', naissance le ' + person.naissance;
  }

  function tag(element, person) {
    element.className = 'tag tag--' + person.statut_code.toLowerCase();
    element.textContent = person.statut;
  }

  function show(answer) {
    people = answer;
    list.textContent = '';
    people.forEach(function (person, index) {
      const option = document.createElement('li');
      const name = document.createElement('strong');
      const more = document.createElement('span');
      const statut = document.createElement('span');
      option.id = 'q-choix-' + index;
      option.className = 'morning__option';
      option.setAttribute('role', 'option');
      name.textContent = person.nom;
      more.textContent = ' ' + detail(person) + ' ';
      tag(statut, person);
      option.append(name, more, statut);
      // Before the box loses the focus.
      option.addEventListener('mousedown', function (event) { event.preventDefault(); });
      option.addEventListener('click', function () { take(person); });
      list.appendChild(option);
    });
    list.hidden = people.length === 0;
    input.setAttribute('aria-expanded', String(people.length > 0));
    const kept = people.findIndex(function (person) { return person.id === chosen; });
    // After an arrow that had no list to act on nobody can tell who was meant: not the first.
    point(kept >= 0 ? kept : people.length > 0 && !astray ? 0 : -1);
  }

  // The list on the screen is the answer to what is typed now.
  function current() { return answered !== null && answered === input.value.trim(); }

  function forget() {
    if (asking) { asking.abort(); }
    clearTimeout(timer);
    asking = null;
    answered = wanted = chosen = null;
    astray = false;
    show([]);
  }

  function ask() {
    const text = input.value.trim();
    clearTimeout(timer);
    if (asking) { asking.abort(); }
    if (text === '') { forget(); say(''); return; }
    const question = asking = new AbortController();
    fetch('/gestion/receptions/recherche?q=' + encodeURIComponent(text), { signal: question.signal, redirect: 'manual' })
      .then(function (response) {
        if (response.type === 'opaqueredirect') { say('Vous n’êtes plus connecté. Connectez-vous dans un autre onglet, puis continuez ici : rien n’est perdu.'); return; }
        if (!response.ok) { throw new Error(String(response.status)); }
        return response.json().then(function (answer) {
          if (question !== asking) { return; }
          asking = null;
          answered = text;
          show(answer);
          const count = answer.length + (answer.length < 2 ? ' personne' : ' personnes');
          say(!answer.length ? 'Personne ne correspond à « ' + text + ' ».' : count + (active < 0 ? ' : choisissez avec les flèches' : ''));
          const first = wanted === text && !chosen && !astray && people[0];
          wanted = null;
          astray = false;
          if (active < 0 || people[active].id !== chosen) { chosen = null; }
          if (first) { take(first, true); }
        });
      })
      .catch(function () {
        if (question !== asking) { return; }
        say('Le réseau ne répond pas. Ce que vous avez écrit est gardé ; la recherche reprendra seule.');
        timer = setTimeout(ask, 2000);
      });
  }

  // `early`: Enter was pressed before the answer came. Whoever then presses it again has not seen the sheet yet, so that
  // nothing is recorded before a key was released over it.
  function take(person, early) {
    let unseen = early === true;
    const sheet = model.cloneNode(true);
    const count = sheet.querySelector('[name=nombre]');
    const anyway = sheet.querySelector('[data-alerte]');
    sheet.querySelector('[data-nom]').textContent = person.nom;
    sheet.querySelector('[data-precisions]').textContent = detail(person);
    tag(sheet.querySelector('[data-statut]'), person);
    if (person.alerte) { anyway.querySelector('.alert__title + p').textContent = person.alerte; } else { anyway.remove(); }
    sheet.addEventListener('submit', function (event) {
      event.preventDefault();
      const genre = sheet.querySelector('[name=genre]:checked').value;
      document.dispatchEvent(new CustomEvent('escale:reception', { detail: { personne: person, genre: genre, nombre: Number(count.value) } }));
      back('');
    });
    sheet.addEventListener('keydown', function (event) {
      if (event.key === 'Escape') { back(input.value); }
      // A key held down is one press, not several.
      if (event.key !== 'Enter' || !(event.repeat || unseen)) { return; }
      event.preventDefault();
      if (!event.repeat) { say('Vérifiez le nom, puis appuyez encore sur Entrée.'); }
    });
    sheet.addEventListener('keyup', function () { unseen = false; });
    sheet.querySelector('[data-changer]').addEventListener('click', function () { back(input.value); });
    forget();
    say('');
    found.textContent = '';
    found.appendChild(sheet);
    if (person.alerte) { sheet.querySelector('[type=checkbox]').focus(); } else { count.focus(); count.select(); }
  }

  function back(text) {
    found.textContent = '';
    input.value = text;
    input.focus();
    input.select();
    ask();
  }

  function enter(event) {
    event.preventDefault();
    const text = input.value.trim();
    if (text === '') { return; }
    if (current()) {
      if (active >= 0) { take(people[active]); }
      return;
    }
    wanted = text;
    ask();
  }

  form.addEventListener('submit', enter);
  input.addEventListener('input', function () {
    found.textContent = '';
    answered = wanted = null;
    point(-1);
    clearTimeout(timer);
    timer = setTimeout(ask, 60);
  });
  input.addEventListener('keydown', function (event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter' && event.repeat) {
      event.preventDefault();
    } else if (step && !current()) {
      event.preventDefault();
      astray = input.value.trim() !== '';
    } else if (step && people.length) {
      event.preventDefault();
      point(active < 0 ? (step > 0 ? 0 : people.length - 1) : (active + step + people.length) % people.length);
      chosen = people[active].id;
    } else if (event.key === 'Escape' && input.value !== '') {
      event.preventDefault();
      back('');
    }
  });
  window.addEventListener('online', function () { if (asking || wanted) { ask(); } });
})();
