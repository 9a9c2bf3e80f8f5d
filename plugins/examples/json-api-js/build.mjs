// Makes a component of plugin.js: node build.mjs OUT. Nothing of WASI stays in it.
import { readFile, writeFile } from 'node:fs/promises';
import { componentize } from '@bytecodealliance/componentize-js';

const { component } = await componentize(await readFile('plugin.js', 'utf8'), {
  witPath: 'wit',
  worldName: 'source',
  disableFeatures: ['random', 'stdio', 'clocks', 'http', 'fetch-event'],
});
await writeFile(process.argv[2], component);
