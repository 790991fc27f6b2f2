import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHTML } from '../../../../../../src/adapters/engine-embedded/guest/html/html-module.ts';

const PAGE = `<!DOCTYPE html>
<html lang="en"><head><title>Shop &amp; Co</title><script>if (a < b) document.write("<p>no</p>");</script></head>
<body class="page dark">
  <!-- a comment -->
  <ul id="list"><li class="item first" data-price="12.5" data-in-stock="true">One<li class="item">Two
    <li class="item last"><a href="/three?x=1&amp;y=2">Three</a></ul>
  <p>First<p>Second <b>bold</b>
  <table><tr><th>k<th>v<tr><td>a<td>1</table>
  <form id="login" action="/login" method="post">
    <input name="user" value="ann"><input type="password" name="pass">
    <input type="checkbox" name="keep" checked><input type="checkbox" name="no">
    <input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked>
    <select name="size"><option>S<option value="m" selected>M</select>
    <select name="tags" multiple><option selected>x<option selected>y<option>z</select>
    <textarea name="note">a &lt; b</textarea>
    <input name="off" disabled value="1"><input type="submit" name="go" value="Go">
  </form>
  <img src=a.png alt='An "image"'><br/>
</body></html>`;

const page = parseHTML(PAGE);

describe('parseHTML', () => {
  it('wants text', () => {
    expect(() => parseHTML(undefined)).toThrow(TypeError);
  });

  it('never throws for text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<p',
            '<b>',
            '</b>',
            '<li>',
            '</ul>',
            '<!--',
            '-->',
            'a="',
            '"',
            '>',
            '<',
            'x',
            '&',
            '&lt;',
            '<table>',
            '<tr>',
            '<script>',
            '</script>',
            '<br/>',
          ),
        ),
        (parts) => {
          expect(parseHTML(parts.join('')).find('html > body').size()).toBe(1);
        },
      ),
    );
  });

  it('always has html, head and body', () => {
    const loose = parseHTML('<title>t</title>Hello <b>you');
    expect(loose.find('html > head > title').text()).toBe('t');
    expect(loose.find('html > body').html()).toBe('Hello <b>you</b>');
  });

  it('resolves references, and leaves scripts alone', () => {
    expect(page.find('title').text()).toBe('Shop & Co');
    expect(page.find('script').html()).toContain('a < b');
    expect(parseHTML('&euro;&#65;&#x42;&nope;').text()).toBe('€AB&nope;');
  });

  it('closes what is not closed', () => {
    expect(page.find('#list > li').size()).toBe(3);
    expect(page.find('p').size()).toBe(2);
    expect(page.find('table > tbody > tr').size()).toBe(2);
  });
});

describe('selectors', () => {
  it.each([
    ['li', 3],
    ['li.item.first', 1],
    ['#list li:first-child', 1],
    ['li:nth-child(2n+1)', 2],
    ['li:nth-child(even)', 1],
    ['li:not(.first)', 2],
    ['li:has(a)', 1],
    ['li:contains("Two")', 1],
    ['li + li', 2],
    ['li.first ~ li', 2],
    ['ul > li > a[href^="/three"]', 1],
    ['[data-price]', 1],
    ['input[type=checkbox]:checked', 1],
    ['input:disabled', 1],
    ['th, td', 4],
    ['body.page.dark', 1],
    ['a[href$="y=2"]', 1],
    ['[class~="last"]', 1],
    ['[lang|="en"]', 1],
    ['*:root', 1],
    ['option:selected', 3],
    ['LI', 3],
    ['nothing', 0],
  ])('%s finds %i', (selector, count) => {
    expect(page.find(selector).size()).toBe(count);
  });

  it.each(['', 'a >', ':nope', '[a', 'a,,b', 'li:nth-child(x)'])('refuses "%s" by name', (selector) => {
    expect(() => page.find(selector)).toThrow(/selector/);
  });
});

describe('Selection', () => {
  const items = page.find('li');

  it('walks', () => {
    expect(items.first().next().text().trim()).toBe('Two');
    expect(items.last().prevAll().size()).toBe(2);
    expect(items.parent().attr('id')).toBe('list');
    expect(items.find('a').closest('ul').attr('id')).toBe('list');
    expect(items.find('a').parentsUntil('body').size()).toBe(2);
    expect(items.first().nextUntil('.last').size()).toBe(1);
    expect(page.find('form').children('select').size()).toBe(2);
    expect(items.slice(1, 3).first().text().trim()).toBe('Two');
    expect(page.find('ul').contents().size()).toBe(3);
  });

  it('filters by selector, function and selection', () => {
    expect(items.filter('.first').size()).toBe(1);
    expect(items.filter((index) => index > 0).size()).toBe(2);
    expect(items.not(items.first()).size()).toBe(2);
    expect(items.is('.last')).toBe(true);
    expect(items.is('form')).toBe(false);
  });

  it('reads text, markup, attributes and data', () => {
    expect(page.find('p').last().html()?.trim()).toBe('Second <b>bold</b>');
    expect(page.find('nope').html()).toBeUndefined();
    expect(page.find('img').attr('alt')).toBe('An "image"');
    expect(page.find('img').attr('nope')).toBeUndefined();
    expect(page.find('img').attr('nope', 'x')).toBe('x');
    expect(items.data('price')).toBe(12.5);
    expect(items.data()).toEqual({ price: 12.5, inStock: true });
  });

  it('goes through elements and selections', () => {
    const seen: string[] = [];
    items.each((index, element) => seen.push(`${index}${element.nodeName()}${element.classList().length}`));
    expect(seen).toEqual(['0LI2', '1LI1', '2LI2']);
    expect(items.map((index, item) => `${index}${item.text().trim()}`)).toEqual(['0One', '1Two', '2Three']);
    expect(items.toArray().map((item) => item.size())).toEqual([1, 1, 1]);
  });

  it('says what a form sends', () => {
    const form = page.find('form');
    expect(form.serializeObject()).toEqual({
      user: 'ann',
      pass: '',
      keep: 'on',
      r: '2',
      size: 'm',
      tags: 'y',
      note: 'a < b',
    });
    expect(form.serialize()).toContain('tags=x&tags=y&note=a+%3C+b');
    expect(page.find('select[multiple]').val()).toEqual(['x', 'y']);
    expect(page.find('textarea').val()).toBe('a < b');
  });
});

describe('Element', () => {
  const link = page.find('a').get(0);

  it('has the DOM as methods', () => {
    expect(link?.getAttribute('href')).toBe('/three?x=1&y=2');
    expect((link as unknown as { href(): string }).href()).toBe('/three?x=1&y=2');
    expect(link?.parentElement()?.className()).toBe('item last');
    expect(link?.matches('li a')).toBe(true);
    expect(link?.textContent()).toBe('Three');
    expect(page.find('ul').get(0)?.childElementCount()).toBe(3);
    expect(page.find('ul').get(0)?.querySelectorAll('.item').length).toBe(3);
    expect(page.find('ul').get(0)?.contains(link)).toBe(true);
    expect(page.find('nope').get(0)).toBeUndefined();
  });
});
