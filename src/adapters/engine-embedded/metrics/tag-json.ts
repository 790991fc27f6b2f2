import type { Tags } from '../vu/vu-backend.ts';

/** A tag with the JSON that comes before its value. */
type Field = readonly [name: string, start: string];

/** Writes tag sets as JSON objects, keys in order, as Go writes maps. Few combinations of names occur: their order is kept. */
export class TagJson {
  readonly #fields = new Map<string, readonly Field[]>();

  of(tags: Tags): string {
    let json = '';
    for (const [name, start] of this.#fieldsOf(tags)) json += start + JSON.stringify(tags[name]);
    return `{${json}}`;
  }

  #fieldsOf(tags: Tags): readonly Field[] {
    const names = Object.keys(tags);
    const key = names.join('\n');
    let fields = this.#fields.get(key);
    if (fields === undefined) {
      fields = names.sort().map((name, at) => [name, `${at === 0 ? '' : ','}${JSON.stringify(name)}:`]);
      this.#fields.set(key, fields);
    }
    return fields;
  }
}
