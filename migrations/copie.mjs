// `make copie`: the whole database, as one SQL file that puts it back into an empty one.
//
// `wrangler d1 export` refuses a database that has a virtual table, as the indexes of the directories are (0019_services.sql,
// 0021_places.sql). Told what to take, it takes what is named, whatever it is, and nothing else: all is named but the indexes,
// and the file ends by making them again. It is written beside its place and put there once it is whole. Nothing of the data is shown.
import { spawnSync } from 'node:child_process';
import { closeSync, createReadStream, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

// Each index, the table it finds rows of, and the view that says what it holds of them.
const INDEXES = [
  { name: 'service_recherche', table: 'service', view: 'service_indexe' },
  { name: 'lieu_recherche', table: 'lieu', view: 'lieu_indexe' },
];
// FTS5, SQLite and D1 make theirs again.
const MADE_AGAIN = [...INDEXES.map(({ name }) => `${name}_*`), 'sqlite_*', '_cf_*'];
const NAMES = `SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ${MADE_AGAIN.map(names => `AND name NOT GLOB '${names}'`).join(' ')}`;
// 100,000 services take 15 seconds; D1 gives a statement 30.
const ROWS_AT_ONCE = 10_000;
const CREATED = /^CREATE (?:TABLE|(?:UNIQUE )?INDEX|TRIGGER|VIEW) (?:IF NOT EXISTS )?"?(\w+)/;

// D1 takes statements of 100,000 bytes at most; a part of a list that waits to be imported is longer.
const STATEMENT_BYTES_MAX = 90_000;
const TEXT = /'[^']*(?:''[^']*)*'/g;
const TEXT_CHARS_MAX = 4_000;
const PIECE = /[^]{1,20000}/gu;
const PIECES = 'copie_morceau';

const [, , place, ...where] = process.argv;
const [exported, whole] = [`${place}.export`, `${place}.partiel`];
process.umask(0o077);

// What it says of an export is kept back: there is a link to the data in it.
function wrangler(command, ...args) {
  const said = spawnSync('wrangler', ['d1', command, 'escale', ...args, ...where], { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'inherit'] });
  if (said.error) throw said.error;
  if (said.status === 0) return said.stdout;
  throw new Error(command === 'export' ? 'wrangler n’a pas pu exporter la base.' : said.stdout.trim());
}

// Not `readline`, which ends a line at U+2028 also: texts may hold one.
async function* lines(file) {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const ended = (rest + chunk).split('\n');
    rest = ended.pop();
    yield* ended;
  }
  yield rest;
}

let texts = 0;

// What puts in a row that is too long for one statement: its long texts, piece by piece, then the row that joins them.
function shorter(line) {
  const statements = texts ? [] : [`CREATE TABLE ${PIECES} (texte INTEGER, rang INTEGER, morceau TEXT, PRIMARY KEY (texte, rang));`];
  const row = line.replace(TEXT, quoted => {
    if (quoted.length <= TEXT_CHARS_MAX) return quoted;
    texts += 1;
    const pieces = quoted.slice(1, -1).replaceAll("''", "'").match(PIECE);
    statements.push(...pieces.map((piece, rang) => `INSERT INTO ${PIECES} VALUES (${texts}, ${rang}, '${piece.replaceAll("'", "''")}');`));
    return `(SELECT group_concat(morceau, '') FROM (SELECT morceau FROM ${PIECES} WHERE texte = ${texts} ORDER BY rang))`;
  });
  if (Buffer.byteLength(row) > STATEMENT_BYTES_MAX) throw new Error('Une ligne de la base est trop longue pour être remise.');
  return [...statements, row];
}

function* index({ name, view }, sql, last) {
  yield `${sql};`;
  for (let after = 0; after <= last; after += ROWS_AT_ONCE) {
    // The last one has no end: rows come meanwhile.
    const end = after + ROWS_AT_ONCE > last ? '' : ` AND rang <= ${after + ROWS_AT_ONCE}`;
    yield `INSERT INTO ${name} (rowid, mots, lieu, signes) SELECT rang, mots, lieu, signes FROM ${view} WHERE rang > ${after}${end};`;
  }
}

async function copy() {
  const lasts = INDEXES.map(({ table }) => `SELECT coalesce(max(rang), 0) AS rang FROM ${table}`);
  const said = wrangler('execute', '--json', '--command', [NAMES, ...lasts].join('; '));
  const [{ results: schema }, ...ends] = JSON.parse(said);
  const indexes = INDEXES.map((index, at) => {
    const virtual = schema.find(({ name }) => name === index.name);
    if (!virtual) throw new Error(`La base n’a pas d’index ${index.name} : ses migrations sont-elles toutes appliquées ?`);
    return { ...index, sql: virtual.sql, last: ends[at].results[0].rang };
  });
  const names = schema.map(({ name }) => name).filter(name => !INDEXES.some(index => index.name === name));

  console.log(`Copie de ${names.length} tables, index, vues et déclencheurs…`);
  wrangler('export', '--skip-confirmation', '--output', exported, ...names.flatMap(name => ['--table', name]));

  const missing = new Set(names);
  let [rows, end] = [0, ''];
  const file = openSync(whole, 'w');
  const write = statement => writeFileSync(file, `${statement}\n`);
  for await (const line of lines(exported)) {
    missing.delete(CREATED.exec(line)?.[1]);
    if (line.startsWith('INSERT INTO ')) rows += 1;
    if (line) end = line;
    (Buffer.byteLength(line) > STATEMENT_BYTES_MAX ? shorter(line) : [line]).forEach(write);
  }
  if (texts) write(`DROP TABLE ${PIECES};`);
  for (const { sql, last, ...one } of indexes) for (const statement of index(one, sql, last)) write(statement);
  closeSync(file);
  // An export ends with the views: one that was cut short lacks some, or the end of the last.
  if (!end.endsWith(';')) throw new Error('L’export s’arrête au milieu d’une ligne.');
  if (missing.size) throw new Error(`Il manque à l’export : ${[...missing].join(', ')}.`);

  renameSync(whole, place);
  console.log(`${place} : ${rows} lignes, ${Math.ceil(statSync(place).size / 1024)} Kio. Toutes les données personnelles y sont : chiffrez ce fichier.`);
}

try {
  await copy();
} catch (error) {
  console.error(`${error.message}\nLa copie a échoué ; rien n’a été écrit.`);
  process.exitCode = 1;
} finally {
  for (const file of [exported, whole]) rmSync(file, { force: true });
}
