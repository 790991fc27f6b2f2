import type { Bundle } from './bundle.ts';

/** A function of a bundle that is computed at its first call and kept with the bundle: many rules ask the same. */
export function oncePerBundle<T>(compute: (bundle: Bundle) => T): (bundle: Bundle) => T {
  const kept = new WeakMap<Bundle, { readonly value: T }>();
  return (bundle) => {
    let answer = kept.get(bundle);
    if (answer === undefined) {
      answer = { value: compute(bundle) };
      kept.set(bundle, answer);
    }
    return answer.value;
  };
}
