import { DEFAULT_SYSTEM_TAGS } from '../options/system-tags.ts';
import type { EngineSample, Tags } from '../vu/vu-backend.ts';

/** Writes samples as k6's `--out csv` does: six decimals, unix seconds, one column for each system tag that is on. */
export class CsvEncoder {
  readonly #columns: readonly string[];
  readonly #tagFields = new WeakMap<Tags, string>();

  /** `systemTags`: those that are on. */
  constructor(systemTags: readonly string[] = DEFAULT_SYSTEM_TAGS) {
    this.#columns = [...systemTags].sort();
  }

  header(): string {
    return `${['metric_name', 'timestamp', 'metric_value', ...this.#columns, 'extra_tags', 'metadata'].join(',')}\n`;
  }

  encode({ metric, timeMs, value, tags, metadata }: EngineSample): string {
    const extra = metadata === undefined ? '' : field(pairs(metadata, Object.keys(metadata)));
    return `${metric},${Math.floor(timeMs / 1_000)},${value.toFixed(6)},${this.#fieldsOf(tags)},${extra}\n`;
  }

  #fieldsOf(tags: Tags): string {
    const known = this.#tagFields.get(tags);
    if (known !== undefined) return known;
    const others = Object.keys(tags).filter((name) => !this.#columns.includes(name));
    const fields = [...this.#columns.map((name) => field(tags[name] ?? '')), field(pairs(tags, others))].join(
      ',',
    );
    this.#tagFields.set(tags, fields);
    return fields;
  }
}

/** `k=v&k2=v2`, not escaped, as in k6. */
function pairs(tags: Tags, names: readonly string[]): string {
  return names.map((name) => `${name}=${tags[name]}`).join('&');
}

function field(text: string): string {
  return /[",\r\n]/.test(text) || /^\s/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
