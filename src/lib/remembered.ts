/** A function of a text that keeps its answers: for many calls with few different texts. */
export function remembered<T>(compute: (text: string) => T): (text: string) => T {
  const kept = new Map<string, { readonly value: T }>();
  return (text) => {
    const known = kept.get(text) ?? { value: compute(text) };
    kept.set(text, known);
    return known.value;
  };
}
