// AVIF and WebP of every picture of content/, before the generator: build/images/NAME-FINGERPRINT.avif and .webp, where FINGERPRINT
// is that of the PNG, as in its address. The generator offers the ones that are there and smaller than the PNG.
// Screens have few colours: lossless WebP is the lighter one.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

const OUT = 'build/images';

function pictures(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? pictures(path) : entry.name.endsWith('.png') ? [path] : [];
  });
}

mkdirSync(OUT, { recursive: true });
const wanted = new Map();
for (const path of pictures('content')) {
  const fingerprint = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 8);
  for (const kind of ['avif', 'webp']) wanted.set(`${basename(path, '.png')}-${fingerprint}.${kind}`, { path, kind });
}
for (const name of readdirSync(OUT)) if (!wanted.has(name)) rmSync(join(OUT, name));
const missing = [...wanted].filter(([name]) => !existsSync(join(OUT, name)));
if (missing.length) {
  const { default: sharp } = await import('sharp');
  for (const [name, { path, kind }] of missing) {
    const picture = sharp(path);
    const made = kind === 'avif' ? picture.avif({ quality: 55, effort: 4 }) : picture.webp({ lossless: true, effort: 5 });
    // Whole, or not there.
    await made.toFile(join(OUT, `${name}.part`));
    renameSync(join(OUT, `${name}.part`), join(OUT, name));
  }
  console.log(`${OUT}: ${missing.length} made`);
}
