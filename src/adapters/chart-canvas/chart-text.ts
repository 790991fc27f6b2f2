/** Text that comes from scripts and repositories, made fit for a label: one line, and not too long. */
export function label(text: string, maxLength = 90): string {
  const line = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: hostile names must not break the layout
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ')
    .trim();
  if (line.length <= maxLength) return line;
  const half = Math.floor((maxLength - 1) / 2);
  return `${line.slice(0, half)}…${line.slice(-half)}`;
}

/** A latency as it stands beside a point. */
export function milliseconds(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms >= 100 ? ms.toFixed(0) : ms.toFixed(1)} ms`;
}
