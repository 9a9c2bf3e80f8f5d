// Moves the export into dist/, which the program embeds, each file beside its compressed forms.
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const NOTE = "README.md";
const COMPRESSED = /\.(html|js|css|txt|svg|json|webmanifest)$/;
const BYTES_MIN = 1024;

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = folder("../out");
const dist = folder("../dist");

for (const name of await readdir(dist)) {
  if (name !== NOTE) await rm(join(dist, name), { recursive: true });
}
await cp(out, dist, { recursive: true });

let [plain, brotli] = [0, 0];
for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !COMPRESSED.test(entry.name)) continue;
  const path = join(entry.parentPath, entry.name);
  const bytes = await readFile(path);
  if (bytes.length < BYTES_MIN) continue;
  const br = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  const gz = gzipSync(bytes, { level: 9 });
  plain += bytes.length;
  brotli += br.length;
  // A form that saves nothing is not worth its place.
  if (br.length < bytes.length) await writeFile(`${path}.br`, br);
  if (gz.length < bytes.length) await writeFile(`${path}.gz`, gz);
}
console.log(`dist/: ${Math.round(plain / 1024)} kB of text, ${Math.round(brotli / 1024)} kB compressed`);
