// Forums link every link whole: linkify-it and markdown-it, which Discourse reads posts with, find 10,000
// drawn links at full length, wherever they stand in a post. `cargo xtask test links` runs this.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import linkifyIt from 'linkify-it';
import markdownIt from 'markdown-it';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PLACES = ['https://name.github.io/apiary/', 'https://example.org/apiary/index.html', 'http://localhost:8080/'];
// Discourse's own settings, and its list of endings by which it knows addresses without a scheme.
const SETTINGS = { html: true, breaks: true, xhtmlOut: false, linkify: true, typographer: true };
const ENDINGS = 'com|net|org|io|onion|co|tv|ru|cn|us|uk|me|de|fr|fi|gov|ddd';

const drawn = links(10_000);
const addresses = drawn.map((link, index) => `${PLACES[index % PLACES.length]}#${link}`);

/** @returns {string[]} */
function links(count) {
  const arguments_ = ['run', '--quiet', '--package', 'apiary-tests', '--example', 'links', '--', String(count)];
  const text = execFileSync('cargo', arguments_, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return text.trimEnd().split('\n');
}

/** Where a reader of the post is led. */
function led(engine, post) {
  const inline = engine.parse(post, {}).flatMap((token) => token.children ?? []);
  return inline.filter((token) => token.type === 'link_open').map((token) => token.attrGet('href'));
}

test('the drawn links are many, and of every kind', () => {
  assert.equal(new Set(drawn).size, 10_000);
  for (const kind of ['honey/1?', 'currents/1?', '=-', ',-', '..', '..%2D', 'e-', 'e2', '&sweep=zip', '&threshold=', '&sensitivity=', '&planned=', '&map-2-lines=', '&view-as=']) {
    assert.ok(drawn.some((link) => link.includes(kind)), `no link has ${kind}`);
  }
});

for (const [where, around] of Object.entries({
  'alone': (address) => address,
  'before a space': (address) => `See ${address} for the runs`,
  'before a full stop': (address) => `See ${address}.`,
  'before a comma': (address) => `See ${address}, and then this`,
  'before a question mark': (address) => `Have you seen ${address}?`,
  'in brackets': (address) => `The pool survives (${address}) with this`,
  'in brackets at the end of a sentence': (address) => `The pool survives (see ${address}).`,
  'in quotation marks': (address) => `He wrote "${address}" there`,
  'at the end of a line': (address) => `See ${address}\nand then this`,
})) {
  test(`linkify-it finds every link whole: ${where}`, () => {
    const linkify = linkifyIt().tlds(ENDINGS.split('|'));
    for (const address of addresses) {
      const found = linkify.match(around(address)) ?? [];
      assert.deepEqual(found.map(({ url }) => url), [address]);
    }
  });

  test(`a post links every link whole: ${where}`, () => {
    const engine = markdownIt(SETTINGS);
    engine.linkify.tlds(ENDINGS.split('|'));
    for (const address of addresses) assert.deepEqual(led(engine, around(address)), [address]);
  });
}

for (const [where, around] of Object.entries({
  'as the target of a text': (address) => `With [a reserve of 30 %](${address}) the pool survives.`,
  'in angle brackets': (address) => `See <${address}>.`,
  'in a list': (address) => `- ${address}\n- and this`,
  'in a table': (address) => `| link | result |\n| --- | --- |\n| ${address} | 17 % |`,
  'in emphasis': (address) => `**${address}** is it`,
})) {
  test(`Markdown links every link whole: ${where}`, () => {
    const engine = markdownIt(SETTINGS);
    for (const address of addresses) assert.deepEqual(led(engine, around(address)), [address]);
  });
}
