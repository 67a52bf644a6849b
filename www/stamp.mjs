// Trunk's post_build hook (see Trunk.toml): moves js/, css/ and fonts/ into one folder named after
// their content and points the page to it. A visitor's cache may hold files of an older deploy; with
// these names no page can ever load them. Modules, workers and style sheets refer to each other
// relatively, so nothing inside them changes but that comments are left out, for which the first picture need not wait.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { naming } from './policy.mjs';

const stage = process.env.TRUNK_STAGING_DIR;
if (!stage) throw new Error('stamp.mjs is called by Trunk, which sets TRUNK_STAGING_DIR');

joinStyles();
stripComments();

const folders = ['js', 'css', 'fonts'].filter((folder) => existsSync(join(stage, folder)));
const files = folders.flatMap((folder) =>
  readdirSync(join(stage, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(stage.length + 1))
    .sort(),
);
const digest = createHash('sha256');
for (const file of files) digest.update(`${file}\0`).update(readFileSync(join(stage, file)));
const assets = `assets-${digest.digest('hex').slice(0, 12)}`;

mkdirSync(join(stage, assets));
for (const folder of folders) renameSync(join(stage, folder), join(stage, assets, folder));

for (const page of readdirSync(stage).filter((name) => name.endsWith('.html'))) {
  let html = readFileSync(join(stage, page), 'utf8');
  html = html.replace(/\b(href|src)="(?:\.\/)?((?:js|css|fonts)\/[^"]+)"/g, `$1="./${assets}/$2"`);
  html = nameFirst(preloadImports(html));
  html = isServed(html) ? allowAutoreload(html) : keepOffline(html);
  html = atSite(html);
  for (const [, name] of html.matchAll(/\b(?:href|src)="\.?\/?([^":#?]+)[^":]*"/g)) {
    if (!existsSync(join(stage, name))) throw new Error(`${page} refers to ${name}, which is not in the built page`);
  }
  writeFileSync(join(stage, page), html);
}
nameRelease();

// Twenty style sheets are easier to write, and one is sooner there: they compress to half as much together.
function joinStyles() {
  const page = join(stage, 'index.html');
  const html = readFileSync(page, 'utf8');
  const links = [...html.matchAll(/<link rel="stylesheet" href="(css\/[^"]+)">\n/g)];
  const sheets = links.map(([, name]) => join(stage, name));
  // What comments explain is explained in the sources; the first picture waits for every byte.
  const joined = sheets.map((sheet) => readFileSync(sheet, 'utf8').replace(/\/\*.*?\*\/\s*/gs, '')).join('\n');
  sheets.forEach((sheet) => rmSync(sheet));
  writeFileSync(join(stage, 'css/page.css'), joined);
  const [first, ...others] = links.map(([link]) => link);
  const one = others.reduce((text, link) => text.replace(link, ''), html);
  writeFileSync(page, one.replace(first, '<link rel="stylesheet" href="css/page.css">\n'));
}

// As in the styles: what stands on lines of its own.
function stripComments() {
  const folder = join(stage, 'js');
  for (const name of readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.js'))) {
    const source = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), source.replace(/^[ \t]*\/\*\*(?:(?!\*\/).)*\*\/[ \t]*\n|^[ \t]*\/\/[^\n]*\n/gms, ''));
  }
}

// The browser learns of all modules at once, not import by import. Those of a view that is imported once the
// first picture stands are named for entry.js, which then has them fetched.
function preloadImports(html) {
  const scripts = [...html.matchAll(/<script[^>]*\btype="module"[^>]*\bsrc="\.\/([^"]+)"/g)].map((match) => match[1]);
  const always = closure(scripts);
  const views = [...always].flatMap((file) => imports(file, /\bimport\('(\.[^']+)'\)/g));
  const links = [...always].filter((file) => !scripts.includes(file)).map((file) => `<link rel="modulepreload" href="./${file}">`);
  const viewsOf = new Map();
  for (const view of views) {
    for (const file of closure([view])) viewsOf.set(file, [...(viewsOf.get(file) ?? []), basename(view, '.js')]);
  }
  for (const [file, names] of viewsOf) {
    if (!always.has(file)) links.push(`<link data-view="${names.join(' ')}" href="./${file}">`);
  }
  return links.length ? html.replace('<script', () => `${links.join('\n')}\n<script`) : html;
}

// Trunk names the whole simulation's files after their content, but not those of the first picture.
function nameFirst(html) {
  const named = ['apiary-first.js', 'apiary-first_bg.wasm'].map((name) => {
    const digest = createHash('sha256').update(readFileSync(join(stage, name))).digest('hex').slice(0, 16);
    const own = name.replace('apiary-first', `apiary-first-${digest}`);
    renameSync(join(stage, name), join(stage, own));
    return own;
  });
  return html.replace('<meta name="wasm-app"', () => `<meta name="wasm-first" data-js="./${named[0]}" data-wasm="./${named[1]}">\n<meta name="wasm-app"`);
}

/** The files with all that they import when they are loaded. */
function closure(files) {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file)) return;
    found.add(file);
    imports(file, /^\s*(?:import|export)\b(?:[^'";]*?\bfrom)?\s*['"](\.[^'"]+)['"]/gm).forEach(visit);
  };
  files.forEach(visit);
  return found;
}

function imports(file, pattern) {
  const source = readFileSync(join(stage, file), 'utf8');
  return [...source.matchAll(pattern)].map((match) => normalize(join(dirname(file), match[1])));
}

// Most readers of previews want whole addresses; where the page is published is known to whoever
// builds it (APIARY_SITE), or to nobody.
function atSite(html) {
  const site = process.env.APIARY_SITE?.replace(/\/*$/, '');
  if (!site) return html;
  const own = `<meta property="og:url" content="${site}/">\n<link rel="canonical" href="${site}/">\n`;
  return naming(html, site).replace('content="./p/', `content="${site}/p/`).replace('</head>', `${own}</head>`);
}

// `trunk serve` adds an inline script that reloads the page after a change, and writes the address
// into it while serving, so no hash can stand for it. Only a served page has it, never a built one.
function isServed(html) {
  return html.includes('.well-known/trunk/ws');
}

function allowAutoreload(html) {
  return html.replace(/script-src /, "script-src 'unsafe-inline' ");
}

// A page that is built, not served, is kept by the readers' browsers.
function keepOffline(html) {
  return html.replace('</head>', '<meta name="service-worker" content="service-worker.js">\n</head>');
}

// The service worker learns which files make up this release, and a name for all of them together: another
// name is another worker.
function nameRelease() {
  const worker = join(stage, 'service-worker.js');
  const kept = readdirSync(stage, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(html|js|css|wasm|woff2)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(stage.length + 1))
    .filter((file) => file !== 'service-worker.js')
    .sort();
  const digest = createHash('sha256');
  for (const file of kept) digest.update(`${file}\0`).update(readFileSync(join(stage, file)));
  const release = { release: digest.digest('hex').slice(0, 12), files: kept.map((file) => (file === 'index.html' ? '' : file)) };
  const source = readFileSync(worker, 'utf8');
  const placeholder = /\/\* release \*\/ \{[^}]*\}/;
  if (!placeholder.test(source)) throw new Error('service-worker.js has no place for its release');
  writeFileSync(worker, source.replace(placeholder, () => JSON.stringify(release)));
}
