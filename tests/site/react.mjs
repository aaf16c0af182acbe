// Prints what React prints for each component: reads [[code, props], …] and writes a list of HTML.
import { transformSync } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

const [folder] = process.argv.slice(2);
const cases = JSON.parse(fs.readFileSync(path.join(folder, 'cases.json'), 'utf8'));
const printed = [];
for (const [i, [code, props]] of cases.entries()) {
  const file = path.join(folder, `${i}.mjs`);
  fs.writeFileSync(file, transformSync(code, { loader: 'tsx', jsx: 'automatic', format: 'esm' }).code);
  printed.push(renderToStaticMarkup(createElement((await import(pathToFileURL(file))).default, props)));
}
fs.writeFileSync(path.join(folder, 'printed.json'), JSON.stringify(printed));
