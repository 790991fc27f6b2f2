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
  const url = parts
    .map((part, index) => (index === 0 ? part : `${String(values[index - 1])}${part}`))
    .join('');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: k6 writes the placeholders so
  return new TemplateUrl(url, parts.join('${}'));
}
