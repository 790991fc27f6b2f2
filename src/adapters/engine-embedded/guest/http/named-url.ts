import { join } from '../own-methods.ts';

/** What ``http.url`...` `` returns: a URL as text, with a name. */
export class TemplateUrl {
  readonly url: string;
  readonly name: string;

  constructor(url: string, name: string) {
    this.url = url;
    this.name = name;
  }

  toString(): string {
    return this.url;
  }
}

/** The tag function `http.url`: the placeholders stay in the name. */
export function nameUrl(parts: readonly string[] | string, ...values: unknown[]): TemplateUrl {
  if (typeof parts === 'string') return new TemplateUrl(parts, parts);
  let url = parts[0] ?? '';
  for (let index = 1; index < parts.length; index += 1) url += `${String(values[index - 1])}${parts[index]}`;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: k6 writes the placeholders so
  return new TemplateUrl(url, join(parts, '${}'));
}
