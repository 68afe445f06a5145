// The map of the places: its library is loaded when one asks for it. What it shows is also a list under it, which follows it:
// points on the map are for pointers, the list is for everyone.
(function () {
  var box = document.querySelector('[data-carte]');
  if (!box || !window.fetch) { return; }
  var button = box.querySelector('[data-carte-bouton]');
  var frame = box.querySelector('[data-carte-cadre]');
  var canvas = box.querySelector('[data-carte-toile]');
  var said = box.querySelector('[data-carte-dit]');
  var list = box.querySelector('[data-carte-liste]');
  var results = document.querySelector('[data-resultats]');
  var asked = box.getAttribute('data-demande');
  // What the addresses of places go on with: a dossier one looks for a place for.
  var onward = box.getAttribute('data-suite');
  var SIDE = Math.pow(2, 20);
  var FINEST = 19;
  var map = null;
  var shown = [];
  var turn = 0;
  var timer;

  function say(words) { said.textContent = words; }
  // « 19 500 », as French writes it.
  function grouped(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, '\u202f'); }
  function count(n, one, many) { return grouped(n) + '\u00a0' + (n < 2 ? one : many); }
  function make(name, className, text) {
    var made = document.createElement(name);
    if (className) { made.className = className; }
    if (text) { made.textContent = text; }
    return made;
  }
  function lnglat(x, y) {
    var south = Math.PI * (1 - 2 * (y + 0.5) / SIDE);
    return [(x + 0.5) / SIDE * 360 - 180, Math.atan((Math.exp(south) - Math.exp(-south)) / 2) * 180 / Math.PI];
  }
  function column(lng) { return (lng + 180) / 360; }
  function row(lat) {
    var angle = Math.max(-85, Math.min(85, lat)) * Math.PI / 180;
    return (1 - Math.log(Math.tan(angle) + 1 / Math.cos(angle)) / Math.PI) / 2;
  }
  function color(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }

  // The part of the map that is looked at, cut as finely as its points can stand side by side.
  function view() {
    var bounds = map.getBounds();
    var level = Math.max(3, Math.min(FINEST, Math.floor(map.getZoom()) + 3));
    var cut;
    do {
      var side = Math.pow(2, level);
      var cell = function (part) { return Math.max(0, Math.min(side - 1, Math.floor(part * side))); };
      cut = { niveau: level, x0: cell(column(bounds.getWest())), x1: cell(column(bounds.getEast())), y0: cell(row(bounds.getNorth())), y1: cell(row(bounds.getSouth())) };
      level -= 1;
    } while (level > 2 && (cut.x1 - cut.x0 > 19 || cut.y1 - cut.y0 > 9));
    return cut;
  }
  function address() {
    if (asked) { return '/lieux/carte.json?' + asked; }
    var cut = view();
    return '/lieux/carte.json?' + Object.keys(cut).map(function (name) { return name + '=' + cut[name]; }).join('&');
  }
  // Where on the map a group is, in words.
  function whereabouts(at) {
    var bounds = map.getBounds();
    var high = (at[1] - bounds.getSouth()) / (bounds.getNorth() - bounds.getSouth());
    var right = (at[0] - bounds.getWest()) / (bounds.getEast() - bounds.getWest());
    var words = (high > 0.67 ? 'nord' : high < 0.33 ? 'sud' : '') + (right > 0.67 ? '-est' : right < 0.33 ? '-ouest' : '');
    return words ? words.replace(/^-/, '') : 'centre';
  }
  function open(point) {
    if (point.finest) { location.assign(point.href); return; }
    map.easeTo({ center: point.at, zoom: Math.min(18, map.getZoom() + 2) });
    map.getCanvas().focus();
  }
  function marker(point) {
    var element = make(point.one ? 'a' : 'button', point.one ? 'pin' : 'pin pin--many', point.one ? '' : grouped(point.number));
    if (point.one) { element.href = point.href; element.title = point.name; } else { element.type = 'button'; element.title = point.words; }
    // The list under the map says the same to those who can't point.
    element.tabIndex = -1;
    element.setAttribute('aria-hidden', 'true');
    if (!point.one) { element.addEventListener('click', function () { open(point); }); }
    var placed = new maplibregl.Marker({ element: element, anchor: point.one ? 'bottom-left' : 'center' }).setLngLat(point.at).addTo(map);
    element.removeAttribute('role');
    element.removeAttribute('aria-label');
    return placed;
  }
  function item(point) {
    var entry = make('li');
    var way;
    if (point.one || point.finest) {
      way = make('a', '', point.one ? point.name : point.words);
      way.href = point.href;
    } else {
      way = make('button', 'map__group', point.words);
      way.type = 'button';
      way.addEventListener('click', function () { open(point); });
    }
    function mark(on) { return function () { point.placed.getElement().classList.toggle('pin--here', on); }; }
    way.addEventListener('focus', mark(true));
    way.addEventListener('blur', mark(false));
    entry.appendChild(way);
    return entry;
  }
  function read(row) {
    var point = { at: lnglat(row[0], row[1]), number: row[2], one: row[2] === 1 };
    if (point.one) {
      point.href = '/lieux/' + row[3] + (onward ? '?' + onward : '');
      point.name = row[4];
    } else {
      point.finest = !asked && view().niveau === FINEST;
      point.href = '/lieux?carre=' + FINEST + '-' + Math.floor(row[0] / 2) + '-' + Math.floor(row[1] / 2) + (onward ? '&' + onward : '');
      point.words = point.finest ? 'Voir les ' + point.number + ' lieux à la même adresse' : count(point.number, 'lieu', 'lieux') + ', ' + whereabouts(point.at) + ' de la carte : s’approcher';
    }
    return point;
  }
  function tell(points, answer) {
    var total = points.reduce(function (sum, point) { return sum + point.number; }, 0);
    if (!total) { return asked ? 'Aucun lieu de votre recherche n’a de position connue.' : 'Aucun lieu dans cette partie de la carte. Éloignez-vous, ou déplacez-la.'; }
    if (!asked) { return 'Cette partie de la carte montre ' + count(total, 'lieu', 'lieux') + '. La liste sous la carte la suit.'; }
    if (answer.reste) { return 'La carte montre les ' + total + ' premiers lieux de votre recherche qui ont une position. Précisez-la pour voir les autres.'; }
    return 'La carte montre ' + count(total, 'lieu', 'lieux') + ' de votre recherche' + (answer.trouves > total ? ', sur ' + answer.trouves + ' : les autres n’ont pas de position.' : '.');
  }
  function clear(element) { while (element.firstChild) { element.removeChild(element.firstChild); } }
  function show(answer) {
    var points = answer.points.map(read);
    shown.forEach(function (point) { point.placed.remove(); });
    clear(list);
    points.forEach(function (point) {
      point.placed = marker(point);
      list.appendChild(item(point));
    });
    shown = points;
    say(tell(points, answer));
    box.setAttribute('data-carte-prete', 'oui');
  }
  function ask(then) {
    var mine = ++turn;
    fetch(address(), { credentials: 'same-origin' }).then(function (answer) {
      if (!answer.ok) { throw new Error(answer.status); }
      return answer.json();
    }).then(function (answer) {
      if (mine !== turn) { return; }
      show(answer);
      if (then) { then(); }
    }).catch(function () {
      if (mine === turn) { say('Les lieux de la carte n’ont pas pu être chargés : vérifiez la connexion, puis déplacez la carte pour réessayer.'); }
    });
  }
  function around() {
    if (!shown.length) { return; }
    var bounds = new maplibregl.LngLatBounds();
    shown.forEach(function (point) { bounds.extend(point.at); });
    map.fitBounds(bounds, { padding: 48, maxZoom: 14, animate: false });
  }

  // What is within so many metres.
  function near(lng, lat, metres) {
    var high = metres / 111000;
    var wide = high / Math.cos(lat * Math.PI / 180);
    return [[lng - wide, lat - high], [lng + wide, lat + high]];
  }
  function style() {
    var tiles = box.getAttribute('data-tuiles');
    var layers = [{ id: 'fond', type: 'background', paint: { 'background-color': color('--wash') } }];
    var sources = {};
    if (tiles) {
      sources.tuiles = { type: 'raster', tiles: [tiles], tileSize: 256, maxzoom: 19 };
      layers.push({ id: 'tuiles', type: 'raster', source: 'tuiles', paint: { 'raster-fade-duration': 0 } });
    }
    return { version: 8, sources: sources, layers: layers };
  }
  var WORDS = {
    'Map.Title': 'Carte des lieux', 'NavigationControl.ZoomIn': 'S’approcher', 'NavigationControl.ZoomOut': 'S’éloigner',
    'ScaleControl.Meters': 'm', 'ScaleControl.Kilometers': 'km',
    'CooperativeGesturesHandler.WindowsHelpText': 'Ctrl + molette pour s’approcher', 'CooperativeGesturesHandler.MacHelpText': '⌘ + molette pour s’approcher',
    'CooperativeGesturesHandler.MobileHelpText': 'Deux doigts pour déplacer la carte'
  };
  function draw() {
    var here = box.getAttribute('data-lat');
    var start = here ? { bounds: near(Number(box.getAttribute('data-lon')), Number(here), Number(box.getAttribute('data-rayon'))) } : { bounds: [[-5.3, 41.2], [9.7, 51.2]] };
    maplibregl.setWorkerUrl(box.getAttribute('data-ouvrier'));
    var still = window.matchMedia && matchMedia('(prefers-reduced-motion: reduce)').matches;
    var options = {
      container: canvas, style: style(), attributionControl: false, locale: WORDS, fadeDuration: 0, maxZoom: 18, renderWorldCopies: false,
      dragRotate: false, pitchWithRotate: false, touchPitch: false, cooperativeGestures: true, maplibreLogo: false
    };
    Object.keys(start).forEach(function (name) { options[name] = start[name]; });
    map = new maplibregl.Map(options);
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'top-right');
    map.addControl(new maplibregl.ScaleControl({ unit: 'metric' }), 'bottom-left');
    if (still) { box.classList.add('map--still'); }
    map.getCanvas().setAttribute('aria-describedby', 'carte-touches');
    if (asked) {
      ask(around);
    } else {
      map.on('moveend', function () { clearTimeout(timer); timer = setTimeout(ask, 150); });
      ask();
    }
    if (window.matchMedia) {
      var dark = matchMedia('(prefers-color-scheme: dark)');
      if (dark.addEventListener) { dark.addEventListener('change', function () { map.setPaintProperty('fond', 'background-color', color('--wash')); }); }
    }
  }
  function sorry(words) {
    frame.hidden = true;
    results.hidden = false;
    button.hidden = true;
    clear(list);
    say(words);
  }
  function opened() {
    try {
      frame.hidden = false;
      if (results) { results.hidden = true; }
      draw();
      button.textContent = 'Masquer la carte';
      button.setAttribute('aria-expanded', 'true');
    } catch (error) {
      sorry('Ce navigateur ne sait pas dessiner la carte (il lui manque WebGL). La liste des lieux reste là.');
    }
  }
  function load(then) {
    var sheet = make('link');
    sheet.rel = 'stylesheet';
    sheet.href = box.getAttribute('data-feuille');
    document.head.appendChild(sheet);
    var script = make('script');
    script.src = box.getAttribute('data-programme');
    script.addEventListener('load', then);
    script.addEventListener('error', function () {
      button.removeAttribute('aria-disabled');
      say('La carte n’a pas pu être chargée : vérifiez la connexion, puis réessayez.');
    });
    document.head.appendChild(script);
  }
  box.hidden = false;
  button.addEventListener('click', function () {
    if (button.getAttribute('aria-disabled')) { return; }
    if (map) {
      var hide = !frame.hidden;
      frame.hidden = hide;
      results.hidden = !hide;
      button.textContent = hide ? 'Afficher la carte' : 'Masquer la carte';
      button.setAttribute('aria-expanded', String(!hide));
      if (hide) { say(''); } else { map.resize(); ask(); }
      return;
    }
    button.setAttribute('aria-disabled', 'true');
    say('La carte se charge…');
    load(function () {
      button.removeAttribute('aria-disabled');
      opened();
    });
  });
})();
