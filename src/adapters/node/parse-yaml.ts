import { parse } from 'yaml';

/**
 * Any value of a YAML document. A module of its own: loaded lazily, it is a part of the bundle, which the package
 * itself, loaded lazily in one place and at once in others, is not.
 * @throws YAMLParseError
 */
export function parseYaml(text: string): unknown {
  return parse(text, { maxAliasCount: 20 });
}
