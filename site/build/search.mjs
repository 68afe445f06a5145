// The index of the help's search, by Pagefind, after the generator: into site/dist/aide/recherche/pagefind/.
// What is indexed: the help and the legal pages, in what they mark with data-pagefind-body; not the project's own pages.
// An index is kept in build/recherche/ under the fingerprint of what it was made of: when no word has changed, it is only copied.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const DIST = 'site/dist';
const CACHE = 'build/recherche';
const OUT = join(DIST, 'aide/recherche/pagefind');
/** Of Pagefind's own: its interface, which the search page does not use. */
const UNUSED = /pagefind-(ui|modular-ui|component-ui|highlight)/;

function pagesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pagesBelow(path);
    return entry.name === 'index.html' ? [path] : [];
  });
}

/** What a reader would look for: the file's address and what it says, of each page that is to be found. */
function indexed() {
  return pagesBelow(DIST)
    .map((path) => ({ sourcePath: relative(DIST, path), content: readFileSync(path, 'utf8') }))
    .filter(({ sourcePath, content }) => !sourcePath.startsWith('aide/projet/') && content.includes('data-pagefind-body'))
    .sort((one, other) => (one.sourcePath < other.sourcePath ? -1 : 1));
}

/** The same as long as the words of the pages, the library and this script are: names of assets may change. */
function fingerprint(pages) {
  const hash = createHash('sha256');
  for (const file of ['node_modules/pagefind/package.json', 'site/build/search.mjs']) hash.update(readFileSync(file));
  for (const { sourcePath, content } of pages) {
    const main = content.slice(content.indexOf('data-pagefind-body'), content.lastIndexOf('</article>'));
    hash.update(`${sourcePath}\0${main}\0`);
  }
  return hash.digest('hex').slice(0, 16);
}

async function make(pages, folder) {
  const { close, createIndex } = await import('pagefind');
  const { errors, index } = await createIndex({ forceLanguage: 'fr' });
  if (!index) throw new Error(errors.join('\n'));
  for (const page of pages) {
    const added = await index.addHTMLFile(page);
    if (added.errors.length) throw new Error(`${page.sourcePath}: ${added.errors.join('\n')}`);
  }
  const { files, errors: refused } = await index.getFiles();
  if (refused.length) throw new Error(refused.join('\n'));
  const unfinished = `${folder}.part`;
  for (const { path, content } of files.filter((file) => !UNUSED.test(file.path))) {
    mkdirSync(dirname(join(unfinished, path)), { recursive: true });
    writeFileSync(join(unfinished, path), content);
  }
  await close();
  renameSync(unfinished, folder);
}

const pages = indexed();
if (!pages.length) throw new Error('no page marks what is to be indexed (data-pagefind-body)');
const folder = join(CACHE, fingerprint(pages));
if (!existsSync(folder)) {
  rmSync(CACHE, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  await make(pages, folder);
}
rmSync(OUT, { recursive: true, force: true });
cpSync(folder, OUT, { recursive: true });
console.log(`${OUT}: ${pages.length} pages`);
