import { describe, expect, it } from 'vitest';
import { importPlace } from '../../../../../src/adapters/engine-embedded/loader/import-place.ts';
import {
  resolveFile,
  resolveSpecifier,
} from '../../../../../src/adapters/engine-embedded/loader/resolve-specifier.ts';
import { syntaxErrorLocation } from '../../../../../src/adapters/engine-embedded/loader/syntax-location.ts';

describe('resolveSpecifier', () => {
  const from = 'file:///here/dir/main.js';

  it.each(['k6/x/a', 'k6/nope', 'https://a.test/x.js', 'http://a.test/x.js', 'lodash', '@scope/name', ''])(
    'refuses %j',
    (specifier) => {
      expect(resolveSpecifier(specifier, from)).toEqual({
        kind: 'unsupported',
        why: expect.stringContaining(specifier),
      });
    },
  );

  it.each([
    ['k6/htttp', 'k6 has no module "k6/htttp"; did you mean "k6/http"?'],
    ['k6/metric', 'k6 has no module "k6/metric"; did you mean "k6/metrics"?'],
    [
      'k6/experimental/redes',
      'k6 has no module "k6/experimental/redes"; did you mean "k6/experimental/redis"?',
    ],
    ['K6/http', '"K6/http" is no module of k6 and no path; did you mean "k6/http"?'],
    ['http', '"http" is no module of k6 and no path; did you mean "k6/http"?'],
  ])('%s is a slip, and nobody has it', (specifier, why) => {
    expect(resolveSpecifier(specifier, from)).toEqual({ kind: 'unknown', why });
  });

  it.each(['k6/browser', 'k6/net/grpc', 'k6/experimental/redis', 'k6/x/sql'])('%s needs real k6', (name) => {
    expect(resolveSpecifier(name, from)).toEqual({
      kind: 'unsupported',
      why: `the module "${name}" needs real k6`,
    });
  });

  it.each(['lodash', 'axios', 'moment', 'uuid', 'url'])(
    '%s is a package, and nothing like it is meant',
    (name) => {
      expect(resolveSpecifier(name, from)).toMatchObject({
        why: expect.stringContaining('packages need bundling'),
      });
    },
  );

  it.each([
    ['./a.js', '/here/dir/a.js'],
    ['../a b.js', '/here/a b.js'],
    ['/abs/a#1.js', '/abs/a#1.js'],
    ['./50%.js', '/here/dir/50%.js'],
    ['file:///x/y.js', '/x/y.js'],
  ])('%s is a file', (specifier, path) => {
    expect(resolveSpecifier(specifier, from)).toEqual({ kind: 'file', path });
  });

  it('knows modules of k6, and files without a dot for open()', () => {
    expect(resolveSpecifier('k6/http', from)).toEqual({ kind: 'builtin', name: 'k6/http' });
    expect(['data.json', './a:b.json', 'C:x'].map((file) => resolveFile(file, from))).toEqual([
      '/here/dir/data.json',
      '/here/dir/a:b.json',
      '/here/dir/C:x',
    ]);
  });
});

describe('syntaxErrorLocation', () => {
  it.each([
    ['a.js', 'let a = = 1;', '1:9'],
    ['a.js', 'import x from "k6";\n\nexport default () => { return 1 + ; };', /^3:/],
    ['a.ts', 'const a: string = ;', /^1:/],
    ['a.js', 'const a = 1;\nconst a = 2;', '2:7'],
    ['a.js', 'await 1; let b = 1; let b = 2;', '1:25'],
  ])('%s: %s', async (path, source, place) => {
    expect(await syntaxErrorLocation(source, path)).toMatch(place);
  });

  it('says nothing about a source that parses', async () => {
    expect(await syntaxErrorLocation('export default () => 1;', 'a.js')).toBeNull();
  });
});

describe('importPlace', () => {
  const code =
    'import a from "k6";\nimport {\n  one,\n  two as three,\n} from "./lib.js";\nexport { four } from \'./lib.js\';';

  it.each([
    ['./lib.js', 'two', '4:3'],
    ['./lib.js', 'four', '6:10'],
    ['k6', 'a', '1:8'],
    ['./lib.js', 'five', null],
    ['k6', 'one', null],
  ])('of %s in %s', (specifier, name, place) => {
    expect(importPlace(code, specifier, name)).toBe(place);
  });
});
