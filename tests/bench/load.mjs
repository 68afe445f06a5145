// Writes a world straight into a database file that no server has open: 2,000,000 lines in a minute.
// The triggers are set aside meanwhile; the SQL writes what they would have written, and this checks that it did.
import { DatabaseSync } from 'node:sqlite';
import { readFileSync } from 'node:fs';

const [, , file, sql] = process.argv;
const db = new DatabaseSync(file);
db.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF');
const triggers = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all();
const indexes = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'mail_line' AND sql IS NOT NULL").all();
for (const { name } of triggers) { db.exec(`DROP TRIGGER ${name}`); }
for (const { name } of indexes) { db.exec(`DROP INDEX ${name}`); }
// Each part ends with a line of its own; an index is built in one go once its table is full.
const [lines, counts, checks] = readFileSync(sql, 'utf8').split('\n-- * --\n');
db.exec(`BEGIN; ${lines}; COMMIT`);
for (const index of indexes) { db.exec(index.sql); }
db.exec(`BEGIN; ${counts}; COMMIT`);
for (const trigger of triggers) { db.exec(trigger.sql); }
for (const check of checks.split(';').filter(text => text.trim())) {
  const wrong = db.prepare(check).get();
  if (wrong !== undefined) { throw new Error(`${check}\n${JSON.stringify(wrong)}`); }
}
db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
db.close();
