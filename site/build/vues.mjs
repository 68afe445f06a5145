// The pictures that `make pictures` has taken, from build/vues/ into content/images/: few colours, and light.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const FROM = 'build/vues';
const TO = 'content/images';
const BYTES_MAX = 80 * 1024;

let heavy = 0;
for (const name of readdirSync(FROM).sort()) {
  let bytes;
  // As many colours as fit: a screen of ours has few.
  for (const colours of [128, 64, 32, 16]) {
    bytes = await sharp(readFileSync(join(FROM, name))).removeAlpha().png({ palette: true, colours, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer();
    if (bytes.length <= BYTES_MAX) break;
  }
  if (bytes.length > BYTES_MAX) heavy += 1;
  writeFileSync(join(TO, name), bytes);
  console.log(`${name}: ${Math.round(bytes.length / 1024)} Ko`);
}
const all = readdirSync(TO).filter((name) => name.endsWith('.png'));
const total = all.reduce((sum, name) => sum + statSync(join(TO, name)).size, 0);
console.log(`${TO}: ${all.length} images, ${Math.round(total / 1024)} Ko`);
if (heavy) throw new Error(`${heavy} of more than ${BYTES_MAX / 1024} KB`);
