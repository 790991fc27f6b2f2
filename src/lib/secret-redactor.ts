const SECRET_NAME = /TOKEN|SECRET|PASSW|CREDENTIAL|API_?KEY|ACCESS_?KEY|PRIVATE|AUTH|HEADERS|BEARER/i;
/** Shorter values ("1", "true") would black out half a message and protect nothing. */
const MIN_SECRET_LENGTH = 6;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Whether a variable's name says that its value is a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/**
 * Replaces the values of variables whose name says that they are secret, wherever they appear in a text, also as they
 * stand in a URL.
 */
export function secretRedactor(
  ...sources: readonly Readonly<Record<string, string | undefined>>[]
): (text: string) => string {
  const secrets = sources
    .flatMap((source) => Object.entries(source))
    .filter(([name]) => isSecretName(name))
    .flatMap(([, value]) =>
      value !== undefined && value.length >= MIN_SECRET_LENGTH ? spellings(value) : [],
    )
    .sort((a, b) => b.length - a.length);
  return (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}

function spellings(secret: string): readonly string[] {
  // A lone surrogate has no spelling in a URL.
  const inUrl = LONE_SURROGATE.test(secret) ? [] : [encodeURIComponent(secret), encodeURI(secret)];
  return [...new Set([secret, ...inUrl])];
}
