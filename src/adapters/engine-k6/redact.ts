import { isSecretName } from './child-env.ts';

/** Shorter values ("1", "true") would black out half a message and protect nothing. */
const MIN_SECRET_LENGTH = 6;

/** Replaces the values of variables whose name says that they are secret, wherever they appear in a text. */
export function secretRedactor(
  ...sources: readonly Readonly<Record<string, string | undefined>>[]
): (text: string) => string {
  const secrets = sources
    .flatMap((source) => Object.entries(source))
    .filter(([name]) => isSecretName(name))
    .flatMap(([, value]) => (value !== undefined && value.length >= MIN_SECRET_LENGTH ? [value] : []))
    .sort((a, b) => b.length - a.length);
  return (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}
