// `make copie`: the whole database, as one SQL file that puts it back into an empty one.
//
// `wrangler d1 export` refuses a database that has a virtual table, as the directory's index is (0019_services.sql). Told what
// to take, it takes what is named, whatever it is, and nothing else: all is named but the index, and the file ends by making
// it again. It is written beside its place and put there once it is whole. Nothing of the data is shown.
import { spawnSync } from 'node:child_process';
import { closeSync, createReadStream, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

const INDEX = 'service_recherche';
// FTS5, SQLite and D1 make theirs again.
const NAMES = `SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB '${INDEX}_*' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'`;
const LAST = 'SELECT coalesce(max(rang), 0) AS rang FROM service';
// 100,000 services take 15 seconds; D1 gives a statement 30.
const SERVICES_AT_ONCE = 10_000;
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

function* index(sql, last) {
  yield `${sql};`;
  for (let after = 0; after <= last; after += SERVICES_AT_ONCE) {
    // The last one has no end: services come meanwhile.
    const end = after + SERVICES_AT_ONCE > last ? '' : ` AND rang <= ${after + SERVICES_AT_ONCE}`;
    yield `INSERT INTO ${INDEX} (rowid, mots, lieu, signes) SELECT rang, mots, lieu, signes FROM service_indexe WHERE rang > ${after}${end};`;
  }
}

async function copy() {
  const said = wrangler('execute', '--json', '--command', `${NAMES}; ${LAST}`);
  const [{ results: schema }, { results: [{ rang: last }] }] = JSON.parse(said);
  const virtual = schema.find(({ name }) => name === INDEX);
  const names = schema.map(({ name }) => name).filter(name => name !== INDEX);
  if (!virtual) throw new Error(`La base n’a pas d’index ${INDEX} : ses migrations sont-elles toutes appliquées ?`);

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
  for (const statement of index(virtual.sql, last)) write(statement);
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
