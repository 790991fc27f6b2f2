import { describe, expect, it } from 'vitest';
import { parseHTML } from '../../../../../../src/adapters/engine-embedded/guest/html/html-module.ts';
import {
  formRequest,
  linkRequest,
} from '../../../../../../src/adapters/engine-embedded/guest/http/page-actions.ts';
import { resolveUrl } from '../../../../../../src/adapters/engine-embedded/guest/http/resolve-url.ts';

describe('resolveUrl', () => {
  it.each([
    'x',
    './x',
    '../x',
    '../../../x',
    '/x/y',
    '?q=1',
    '#top',
    '',
    '//other.test/a',
    'https://b.test/c?d#e',
    'a/./b/../c/',
    '..',
    '.',
    'mailto:a@b.test',
  ])('resolves "%s" as a browser does', (reference) => {
    for (const base of ['http://a.test/b/c/d?e=f', 'http://a.test', 'https://a.test:8443/x/'])
      expect(resolveUrl(reference, base).replace(/^(https?:\/\/[^/?#]*)$/, '$1/')).toBe(
        new URL(reference, base).href,
      );
  });
});

describe('formRequest', () => {
  const page = parseHTML(
    '<form action="find"><input name="q" value="a b"><button type="submit" name="go" value="1"></form><form id="two" method="post" action="/two"><input name="x" value="1"></form>',
  );

  it('names a form that is not there', () => {
    expect(() => formRequest(page, 'http://a.test/', { formSelector: '#three' })).toThrow(
      /#three.*http:\/\/a\.test/,
    );
  });

  it('sends a form that says no method as a query', () => {
    expect(formRequest(page, 'http://a.test/p/?old=1')).toMatchObject({
      method: 'GET',
      url: 'http://a.test/p/find?q=a+b&go=1',
      body: null,
    });
  });

  it('sends a post with its fields, those of the script above the page', () => {
    const params = { tags: { a: 'b' } };
    expect(
      formRequest(page, 'http://a.test/p', { formSelector: '#two', fields: { x: '2', y: '3' }, params }),
    ).toEqual({
      method: 'POST',
      url: 'http://a.test/two',
      body: { x: '2', y: '3' },
      params,
    });
  });
});

describe('linkRequest', () => {
  const page = parseHTML('<a>none</a><a href="../one">1</a><a class="b" href="/two">2</a>');

  it('names a link that is not there', () => {
    expect(() => linkRequest(page, 'http://a.test/', { selector: 'a.c' })).toThrow(/a\.c/);
  });

  it('takes the first link, or the one that a selector says', () => {
    expect(linkRequest(page, 'http://a.test/x/y')).toMatchObject({ method: 'GET', url: 'http://a.test/one' });
    expect(linkRequest(page, 'http://a.test/x/y', { selector: '.b' }).url).toBe('http://a.test/two');
  });
});
