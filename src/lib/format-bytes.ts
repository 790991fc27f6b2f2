const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size in powers of a thousand, as it is spoken: `512 B`, `84 MB`, `1.2 GB`. */
export function formatBytes(bytes: number): string {
  const exponent = Math.min(
    UNITS.length - 1,
    Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(bytes))) / 3)),
  );
  const value = bytes / 1000 ** exponent;
  return `${Number(value.toPrecision(Math.abs(value) < 10 ? 2 : 3))} ${UNITS[exponent]}`;
}
